//! A session over standard input and output, with a process of its own.

use std::{
    env,
    io::{BufReader, Write as _},
    process::{Command, Stdio},
};

use lsp_server::{Message, Notification, Request};
use nas_language_server::{Ended, serve_stdio};
use serde_json::{Value, json};

/// Set in the process that is the server.
const SERVER: &str = "NAS_TEST_IS_SERVER";

fn main() {
    if env::var_os(SERVER).is_some() {
        assert_eq!(serve_stdio().unwrap(), Ended::Orderly);
        return;
    }
    let mut server = Command::new(env::current_exe().unwrap())
        .env(SERVER, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    let mut send = |message: Message| {
        message.write(&mut input).unwrap();
        input.flush().unwrap();
    };
    let request = |id: i32, method: &str, params: Value| Request { id: id.into(), method: method.to_owned(), params };
    let note = |method: &str, params: Value| Notification { method: method.to_owned(), params };
    send(request(1, "initialize", json!({ "capabilities": {} })).into());
    let Some(Message::Response(initialized)) = Message::read(&mut output).unwrap() else { panic!("no answer") };
    assert_eq!(initialized.response_result.unwrap()["serverInfo"]["name"], "nas");
    send(note("initialized", json!({})).into());
    let document = json!({ "uri": "untitled:a", "languageId": "nas", "version": 1, "text": "const a = b" });
    send(note("textDocument/didOpen", json!({ "textDocument": document })).into());
    let Some(Message::Notification(published)) = Message::read(&mut output).unwrap() else { panic!("no diagnostics") };
    assert_eq!(published.params["diagnostics"][0]["code"], "N0101");
    send(request(2, "shutdown", Value::Null).into());
    let Some(Message::Response(_)) = Message::read(&mut output).unwrap() else { panic!("no answer") };
    send(note("exit", Value::Null).into());
    assert!(server.wait().unwrap().success());
}
