//! An editor without a window.

use std::{cell::RefCell, collections::BTreeMap, path::Path, thread::JoinHandle};

use gen_lsp_types as lsp;
use lsp_server::{Connection, Message, Notification, Request, Response, ResponseError};
use nas_language_server::{Ended, serve};
use serde_json::{Value, json};

/// A session with a server on another thread.
pub(crate) struct Client {
    connection: Option<Connection>,
    server: Option<JoinHandle<Ended>>,
    next: RefCell<i32>,
    published: RefCell<BTreeMap<String, Vec<lsp::Diagnostic>>>,
}

impl Client {
    pub(crate) fn start() -> Self {
        Self::start_with(&json!(null))
    }

    /// Starts a session in a folder.
    pub(crate) fn start_in(folder: &Path) -> Self {
        Self::start_with(&json!([{ "uri": format!("file://{}", folder.display()), "name": "workspace" }]))
    }

    fn start_with(folders: &Value) -> Self {
        let (server, client) = Connection::memory();
        let server = std::thread::spawn(move || serve(&server).unwrap());
        let it = Self {
            connection: Some(client),
            server: Some(server),
            next: RefCell::new(0),
            published: RefCell::default(),
        };
        let capabilities: lsp::InitializeResult = serde_json::from_value(
            it.raw(
                "initialize",
                json!({ "processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": {} }),
            )
            .unwrap(),
        )
        .unwrap();
        assert_eq!(capabilities.capabilities.position_encoding, Some(lsp::PositionEncodingKind::UTF16));
        it.notify("initialized", json!({}));
        it
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().unwrap()
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        let notification = Notification { method: method.to_owned(), params };
        self.connection().sender.send(notification.into()).unwrap();
    }

    /// Sends a request and waits for its answer; what is published meanwhile is kept.
    pub(crate) fn raw(&self, method: &str, params: Value) -> Result<Value, ResponseError> {
        *self.next.borrow_mut() += 1;
        let id = *self.next.borrow();
        let request = Request { id: id.into(), method: method.to_owned(), params };
        self.connection().sender.send(request.into()).unwrap();
        loop {
            match self.connection().receiver.recv().unwrap() {
                Message::Response(Response { id: found, response_result }) => {
                    assert_eq!(found, id.into());
                    return response_result;
                }
                Message::Notification(it) => self.take(it),
                Message::Request(it) => panic!("the server asks for {}", it.method),
            }
        }
    }

    fn take(&self, notification: Notification) {
        assert_eq!(notification.method, "textDocument/publishDiagnostics");
        let params: lsp::PublishDiagnosticsParams = serde_json::from_value(notification.params).unwrap();
        self.published.borrow_mut().insert(params.uri.0, params.diagnostics);
    }

    pub(crate) fn ask<R: lsp::Request>(&self, params: Value) -> Result<R::Result, ResponseError> {
        let value = self.raw(R::METHOD.as_str(), params)?;
        Ok(serde_json::from_value(value).unwrap())
    }

    /// Returns what was published last for a document.
    pub(crate) fn diagnostics(&self, uri: &str) -> Vec<lsp::Diagnostic> {
        // Notifications are handled in order, so that any answer comes after what is published.
        drop(self.raw("nas/nothing", Value::Null));
        self.published.borrow().get(uri).cloned().unwrap_or_default()
    }

    /// Opens a document and returns its URI.
    pub(crate) fn open(&self, uri: &str, text: &str) -> Document<'_> {
        let document = json!({ "uri": uri, "languageId": "nas", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        Document { client: self, uri: uri.to_owned(), text: text.to_owned() }
    }

    /// Ends the session and returns how the server saw it end.
    pub(crate) fn end(mut self) -> Ended {
        self.raw("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }

    /// Closes the connection.
    pub(crate) fn hang_up(mut self) -> Ended {
        self.connection = None;
        self.server.take().unwrap().join().unwrap()
    }
}

/// An open document.
pub(crate) struct Document<'a> {
    pub(crate) client: &'a Client,
    pub(crate) uri: String,
    pub(crate) text: String,
}

impl Document<'_> {
    pub(crate) fn position(&self, offset: usize) -> Value {
        let before = &self.text[..offset];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
        json!({ "line": line, "character": column })
    }

    /// The offset of the `at`-th occurrence of a word.
    pub(crate) fn find(&self, word: &str, at: usize) -> usize {
        self.text.match_indices(word).nth(at).unwrap_or_else(|| panic!("there is no `{word}`")).0
    }

    pub(crate) fn at(&self, offset: usize) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": self.position(offset) })
    }

    pub(crate) fn hover(&self, offset: usize) -> Option<String> {
        let hover = self.client.ask::<lsp::HoverRequest>(self.at(offset)).unwrap()?;
        match hover.contents {
            lsp::Contents::MarkupContent(it) => Some(it.value),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn definition(&self, offset: usize) -> Vec<lsp::Location> {
        match self.client.ask::<lsp::DefinitionRequest>(self.at(offset)).unwrap() {
            Some(lsp::DefinitionResponse::Definition(lsp::Definition::LocationList(it))) => it,
            None => vec![],
            other => panic!("{other:?}"),
        }
    }

    /// Renames and returns the new text of this document, or why not.
    pub(crate) fn rename(&self, offset: usize, name: &str) -> Result<String, String> {
        let mut params = self.at(offset);
        params["newName"] = json!(name);
        let edit = self.client.ask::<lsp::RenameRequest>(params).map_err(|it| it.message)?.unwrap();
        let changes = edit.changes.unwrap();
        let edits = changes.iter().find(|it| it.0.0 == self.uri).map(|it| it.1.clone());
        Ok(apply(&self.text, edits.unwrap_or_default()))
    }

    /// Renames and returns the edits of every file, by URI.
    pub(crate) fn rename_all(&self, offset: usize, name: &str) -> BTreeMap<String, Vec<lsp::TextEdit>> {
        let mut params = self.at(offset);
        params["newName"] = json!(name);
        let changes = self.client.ask::<lsp::RenameRequest>(params).unwrap().unwrap().changes.unwrap();
        changes.into_iter().map(|it| (it.0.0, it.1)).collect()
    }

    pub(crate) fn completions(&self, offset: usize) -> Vec<lsp::CompletionItem> {
        match self.client.ask::<lsp::CompletionRequest>(self.at(offset)).unwrap() {
            Some(lsp::CompletionResponse::CompletionItemList(it)) => it,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn labels(&self, offset: usize) -> Vec<String> {
        self.completions(offset).into_iter().map(|it| it.label).collect()
    }

    pub(crate) fn diagnostics(&self) -> Vec<lsp::Diagnostic> {
        self.client.diagnostics(&self.uri)
    }

    /// Replaces a part of the text.
    pub(crate) fn edit(&mut self, range: std::ops::Range<usize>, text: &str) {
        let change = json!({
            "range": { "start": self.position(range.start), "end": self.position(range.end) }, "text": text
        });
        self.text.replace_range(range, text);
        self.client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": self.uri, "version": 2 }, "contentChanges": [change] }),
        );
    }
}

/// The range of all of a document.
pub(crate) fn whole() -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1_000_000, "character": 0 } })
}

/// Applies edits to a text.
pub(crate) fn apply(text: &str, mut edits: Vec<lsp::TextEdit>) -> String {
    edits.sort_by_key(|it| it.range.start);
    let mut text = text.to_owned();
    for edit in edits.into_iter().rev() {
        let range = offset(&text, edit.range.start)..offset(&text, edit.range.end);
        text.replace_range(range, &edit.new_text);
    }
    text
}

/// The offset of a position, counted anew: the server's own arithmetic is under test.
pub(crate) fn offset(text: &str, position: lsp::Position) -> usize {
    let mut at = 0;
    for _ in 0..position.line {
        at += text[at..].find('\n').unwrap() + 1;
    }
    let mut units = 0;
    for letter in text[at..].chars() {
        if units >= position.character {
            break;
        }
        units += letter.len_utf16() as u32;
        at += letter.len_utf8();
    }
    at
}

/// The text at a range.
pub(crate) fn slice(text: &str, range: lsp::Range) -> &str {
    &text[offset(text, range.start)..offset(text, range.end)]
}

/// Every standard module and every example: its URI and its text.
pub(crate) fn programs() -> Vec<(String, String)> {
    let standard = nas_std_spaces::MODULES.iter();
    let mut programs: Vec<_> =
        standard.map(|(name, text)| (format!("nas-std:///{name}.nas"), (*text).to_owned())).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let folder = folder.canonicalize().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    for path in files.into_iter().filter(|it| it.extension().is_some_and(|it| it == "nas")) {
        programs.push((format!("file://{}", path.display()), std::fs::read_to_string(&path).unwrap()));
    }
    programs
}

/// A standard module.
pub(crate) fn standard(name: &str) -> (String, &'static str) {
    (format!("nas-std:///{name}.nas"), nas_std_spaces::get(name).unwrap())
}
