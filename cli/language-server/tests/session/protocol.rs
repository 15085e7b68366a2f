//! How sessions begin and end, and what cannot be understood.

use lsp_server::{Connection, ErrorCode, Message, Request};
use nas_language_server::{Ended, serve};
use serde_json::{Value, json};

use crate::client::Client;

#[test]
fn a_session_ends_with_shutdown_and_exit() {
    assert_eq!(Client::start().end(), Ended::Orderly);
}

#[test]
fn a_lost_connection_ends_the_session() {
    assert_eq!(Client::start().hang_up(), Ended::Abrupt);
}

#[test]
fn after_shutdown_nothing_is_answered() {
    let client = Client::start();
    client.raw("shutdown", Value::Null).unwrap();
    let error = client.raw("textDocument/hover", Value::Null).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidRequest as i32);
}

#[test]
fn what_is_not_offered_is_said_so() {
    let client = Client::start();
    let error = client.raw("textDocument/moniker", json!({})).unwrap_err();
    assert_eq!(error.code, ErrorCode::MethodNotFound as i32);
}

#[test]
fn malformed_messages_do_no_harm() {
    let client = Client::start();
    for params in [Value::Null, json!(3), json!({ "textDocument": 3 }), json!({ "textDocument": { "uri": 3 } })] {
        for method in ["didOpen", "didChange", "didClose", "didSave"] {
            client.notify(&format!("textDocument/{method}"), params.clone());
        }
        let error = client.raw("textDocument/hover", params).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidParams as i32);
    }
    client.notify(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": "file:///none.nas", "version": 1 }, "contentChanges": [{ "text": "x" }]
        }),
    );
    client.notify("$/unheard", json!({}));
    assert_eq!(client.end(), Ended::Orderly);
}

#[test]
fn a_document_that_is_not_open_is_refused() {
    let client = Client::start();
    let params = json!({ "textDocument": { "uri": "file:///none.nas" }, "position": { "line": 0, "character": 0 } });
    let error = client.raw("textDocument/hover", params).unwrap_err();
    assert_eq!(error.code, ErrorCode::RequestFailed as i32);
}

#[test]
fn positions_outside_of_the_text_are_moved_into_it() {
    let client = Client::start();
    let document = client.open("untitled:a", "const 𝔸 = 1");
    for position in [json!({ "line": 9, "character": 9 }), json!({ "line": 0, "character": 7 })] {
        let params = json!({ "textDocument": { "uri": document.uri }, "position": position });
        client.raw("textDocument/hover", params).unwrap();
    }
    client.notify("textDocument/didChange", json!({
        "textDocument": { "uri": document.uri, "version": 2 },
        "contentChanges": [{
            "range": { "start": { "line": 5, "character": 0 }, "end": { "line": 1, "character": 7 } }, "text": "\n" }]
    }));
    assert_eq!(client.end(), Ended::Orderly);
}

#[test]
fn exit_before_the_session_begins_is_no_panic() {
    let (server, client) = Connection::memory();
    let handle = std::thread::spawn(move || serve(&server).is_err());
    client.sender.send(Request::new(1.into(), "textDocument/hover".to_owned(), json!({})).into()).unwrap();
    let Message::Response(refused) = client.receiver.recv().unwrap() else { panic!() };
    assert_eq!(refused.response_result.unwrap_err().code, ErrorCode::ServerNotInitialized as i32);
    client.sender.send(lsp_server::Notification::new("exit".to_owned(), ()).into()).unwrap();
    assert!(handle.join().unwrap());
}
