//! How long diagnostics take after a keystroke, for every standard module.
//!
//!     cargo run --release -p nas-language-server --example keystroke

#![expect(clippy::print_stdout, reason = "it prints what it measures")]

use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

/// As in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often a key is pressed in each module.
const KEYS: usize = 11;

fn main() {
    let (server, client) = Connection::memory();
    let server = std::thread::spawn(move || nas_language_server::serve(&server));
    send(&client, Request::new(1.into(), "initialize".to_owned(), json!({ "capabilities": {} })));
    wait(&client, |it| matches!(it, Message::Response(_)));
    println!("{:<16} {:>10} {:>10}", "module", "median", "slowest");
    for (name, text) in nas_std_spaces::MODULES {
        let uri = format!("untitled:{name}");
        let document = json!({ "uri": uri, "languageId": "nas", "version": 0, "text": text });
        note(&client, "textDocument/didOpen", json!({ "textDocument": document }));
        wait(&client, is_published);
        let mut times: Vec<Duration> = (1..=KEYS).map(|key| press(&client, &uri, (key, text))).collect();
        times.sort();
        let millis = |it: Duration| format!("{:.1} ms", it.as_secs_f64() * 1e3);
        println!("{name:<16} {:>10} {:>10}", millis(times[KEYS / 2]), millis(times[KEYS - 1]));
        note(&client, "textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        wait(&client, is_published);
    }
    send(&client, Request::new(2.into(), "shutdown".to_owned(), Value::Null));
    note(&client, "exit", Value::Null);
    drop(server.join());
}

/// Adds an unused constant at the end, or takes it away again, so that every key changes what is published.
fn press(client: &Connection, uri: &str, (key, text): (usize, &str)) -> Duration {
    let end = json!({ "line": text.lines().count(), "character": 0 });
    let change = if key % 2 == 1 {
        json!({ "range": { "start": end, "end": end }, "text": "const qq = zz\n" })
    } else {
        let after = json!({ "line": text.lines().count() + 1, "character": 0 });
        json!({ "range": { "start": end, "end": after }, "text": "" })
    };
    let start = Instant::now();
    let document = json!({ "uri": uri, "version": key });
    note(client, "textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    wait(client, is_published);
    start.elapsed()
}

fn send(client: &Connection, message: impl Into<Message>) {
    drop(client.sender.send(message.into()));
}

fn note(client: &Connection, method: &str, params: Value) {
    send(client, Notification { method: method.to_owned(), params });
}

fn is_published(message: &Message) -> bool {
    matches!(message, Message::Notification(_))
}

fn wait(client: &Connection, is_it: impl Fn(&Message) -> bool) {
    while client.receiver.recv().is_ok_and(|it| !is_it(&it)) {}
}
