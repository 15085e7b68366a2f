//! A session over standard input and output, with a process of its own.

use std::{
    env,
    error::Error,
    io::{BufReader, Write as _},
    process::{Command, Stdio},
};

use lsp_server::{Message, Notification, Request};
use nas_language_server::{Ended, serve_stdio};
use serde_json::{Value, json};

/// Set in the process that is the server.
const SERVER: &str = "NAS_TEST_IS_SERVER";

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os(SERVER).is_some() {
        assert_eq!(serve_stdio()?, Ended::Orderly);
        return Ok(());
    }
    let mut server =
        Command::new(env::current_exe()?).env(SERVER, "1").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = server.stdin.take().ok_or("no input")?;
    let mut output = BufReader::new(server.stdout.take().ok_or("no output")?);
    let mut receive = || Message::read(&mut output)?.ok_or("the server is silent").map_err(Box::<dyn Error>::from);
    let document = json!({ "uri": "untitled:a", "languageId": "nas", "version": 1, "text": "const a = b" });
    for message in [
        request(1, "initialize", json!({ "capabilities": {} })),
        note("initialized", json!({})),
        note("textDocument/didOpen", json!({ "textDocument": document })),
        request(2, "shutdown", Value::Null),
        note("exit", Value::Null),
    ] {
        message.write(&mut input)?;
    }
    input.flush()?;
    let mut received = [receive()?, receive()?, receive()?].into_iter().map(|it| serde_json::to_value(&it));
    let mut next = || received.next().ok_or("too few messages");
    assert_eq!(next()??["result"]["serverInfo"]["name"], "nas");
    assert_eq!(next()??["params"]["diagnostics"][0]["code"], "N0101");
    assert_eq!(next()??["id"], 2);
    assert!(server.wait()?.success());
    Ok(())
}

fn request(id: i32, method: &str, params: Value) -> Message {
    Request { id: id.into(), method: method.to_owned(), params }.into()
}

fn note(method: &str, params: Value) -> Message {
    Notification { method: method.to_owned(), params }.into()
}
