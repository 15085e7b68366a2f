//! The session with an editor: messages in, answers and diagnostics out.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use gen_lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, InitializeParams, LspNotificationMethod, LspRequestMethod, PublishDiagnosticsParams,
    Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response};
use nas_compiler::load::Parses;
use serde_json::Value;

use crate::{
    capabilities,
    documents::{Document, Documents},
    features::{self, diagnostics},
    snapshot::Snapshot,
    workspace::Workspace,
};

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The editor said `shutdown` and then `exit`, or closed the connection after `shutdown`.
    Orderly,
    /// The editor said `exit` or closed the connection without `shutdown`.
    Abrupt,
}

/// Why a session cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The editor does not speak the protocol.
    #[error("the editor does not keep to the protocol: {0}")]
    Protocol(#[from] ProtocolError),
    /// A stream cannot be read or written.
    #[error("the connection to the editor is broken: {0}")]
    Stream(#[from] std::io::Error),
    /// The editor does not listen any more.
    #[error("the editor does not listen any more")]
    Closed,
}

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorKind,
    pub(crate) message: String,
}

/// What is wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// It cannot be understood.
    Params,
    /// It is understood, and cannot be done.
    Failed,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { code: ErrorKind::Failed, message: message.into() }
    }

    fn respond(self, id: RequestId) -> Response {
        let code = match self.code {
            ErrorKind::Params => ErrorCode::InvalidParams,
            ErrorKind::Failed => ErrorCode::RequestFailed,
        };
        Response::new_err(id, code as i32, self.message)
    }
}

/// What a session knows.
#[derive(Debug, Default)]
pub(crate) struct Server {
    pub(crate) workspace: Workspace,
    pub(crate) documents: Documents,
    snapshots: BTreeMap<String, Snapshot>,
    parses: Parses,
    /// What was published last, by URI.
    published: BTreeMap<String, Vec<Diagnostic>>,
    /// The documents that changed since they were last looked at.
    stale: Vec<Uri>,
}

/// Serves one editor until it ends the session.
pub fn serve(connection: &Connection) -> Result<Ended, Failure> {
    let Some(workspace) = initialize(connection)? else { return Ok(Ended::Abrupt) };
    let mut server = Server { workspace, ..Server::default() };
    let mut ended = Ended::Abrupt;
    loop {
        // Of several changes in a row only the last is looked at.
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            Err(_) => {
                server.refresh(connection)?;
                let Ok(message) = connection.receiver.recv() else { return Ok(ended) };
                message
            }
        };
        match message {
            Message::Notification(it) if it.method == LspNotificationMethod::Exit.as_str() => return Ok(ended),
            Message::Request(it) if ended == Ended::Orderly => {
                let message = "the session was shut down".to_owned();
                send(connection, Response::new_err(it.id, ErrorCode::InvalidRequest as i32, message))?;
            }
            Message::Request(it) if it.method == LspRequestMethod::Shutdown.as_str() => {
                ended = Ended::Orderly;
                server.refresh(connection)?;
                send(connection, Response::new_ok(it.id, ()))?;
            }
            Message::Request(it) => {
                server.refresh(connection)?;
                let response = guarded(&it.id.clone(), || answer(&server, it));
                send(connection, response)?;
            }
            Message::Notification(it) => server.notify(it),
            Message::Response(_) => {}
        }
    }
}

/// Answers `initialize`; nothing if the editor ends the session instead.
fn initialize(connection: &Connection) -> Result<Option<Workspace>, Failure> {
    loop {
        let (id, params) = match connection.initialize_start() {
            Ok(found) => found,
            Err(error) if error.channel_is_disconnected() => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        match serde_json::from_value::<InitializeParams>(params) {
            Ok(params) => {
                send(connection, Response::new_ok(id, capabilities::initialize()))?;
                return Ok(Some(Workspace::new(&params)));
            }
            Err(error) => {
                send(connection, Refusal { code: ErrorKind::Params, message: error.to_string() }.respond(id))?;
            }
        }
    }
}

fn send(connection: &Connection, message: impl Into<Message>) -> Result<(), Failure> {
    connection.sender.send(message.into()).map_err(|_| Failure::Closed)
}

/// Answers a request even where the compiler has a bug.
fn guarded(id: &RequestId, answer: impl FnOnce() -> Response) -> Response {
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or_else(|_| {
        let message = "nas has a bug: this request cannot be answered".to_owned();
        Response::new_err(id.clone(), ErrorCode::InternalError as i32, message)
    })
}

fn answer(server: &Server, request: Request) -> Response {
    let Some(handler) = features::find(&request.method) else {
        let message = format!("`{}` is not offered", request.method);
        return Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message);
    };
    match handler(server, request.params) {
        Ok(result) => Response::new_ok(request.id, result),
        Err(refusal) => refusal.respond(request.id),
    }
}

impl Server {
    /// Returns what is known about a document.
    pub(crate) fn snapshot(&self, uri: &Uri) -> Result<&Snapshot, Refusal> {
        self.snapshots.get(&uri.0).ok_or_else(|| Refusal::new(format!("`{uri}` is not open")))
    }

    /// Goes over what is known about all open documents.
    pub(crate) fn snapshots(&self) -> impl Iterator<Item = &Snapshot> {
        self.snapshots.values()
    }

    /// Takes note of something; what cannot be understood or is of no interest is passed over.
    fn notify(&mut self, notification: Notification) {
        let params = notification.params;
        match LspNotificationMethod::from(notification.method.as_str()) {
            LspNotificationMethod::TextDocumentDidOpen => self.open(params),
            LspNotificationMethod::TextDocumentDidChange => self.change(params),
            LspNotificationMethod::TextDocumentDidClose => self.close(params),
            LspNotificationMethod::WorkspaceDidChangeWorkspaceFolders => {
                if let Ok(params) = serde_json::from_value::<DidChangeWorkspaceFoldersParams>(params) {
                    self.workspace.change(&params.event);
                }
            }
            LspNotificationMethod::WorkspaceDidChangeWatchedFiles | LspNotificationMethod::TextDocumentDidSave => {
                self.stale.extend(self.dependents());
            }
            _ => {}
        }
    }

    fn open(&mut self, params: Value) {
        let Ok(DidOpenTextDocumentParams { text_document: it }) = serde_json::from_value(params) else { return };
        self.documents.insert(&it.uri, Document::new(&it.uri, it.version, it.text));
        self.touch(it.uri);
    }

    fn change(&mut self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(params) else { return };
        let uri = params.text_document.text_document_identifier.uri;
        let Some(document) = self.documents.get_mut(&uri) else { return };
        document.version = params.text_document.version;
        params.content_changes.into_iter().for_each(|it| document.change(it));
        self.touch(uri);
    }

    fn close(&mut self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidCloseTextDocumentParams>(params) else { return };
        self.documents.remove(&params.text_document.uri);
        self.touch(params.text_document.uri);
    }

    /// Notes that a document changed, and with it all that may use it.
    fn touch(&mut self, uri: Uri) {
        self.stale.extend(self.dependents());
        self.stale.push(uri);
    }

    fn dependents(&self) -> Vec<Uri> {
        self.snapshots.values().filter(|it| it.has_neighbours()).map(|it| it.uri.clone()).collect()
    }

    /// Looks at every document that changed, and publishes what is wrong now.
    fn refresh(&mut self, connection: &Connection) -> Result<(), Failure> {
        let mut stale: Vec<String> = std::mem::take(&mut self.stale).into_iter().map(|it| it.0).collect();
        if stale.is_empty() {
            return Ok(());
        }
        stale.sort();
        stale.dedup();
        // Taking them apart takes its time, which nobody has to wait for.
        let mut outdated = vec![];
        for uri in stale {
            let uri = Uri(uri);
            let Some(document) = self.documents.get(&uri) else {
                outdated.extend(self.snapshots.remove(&uri.0));
                continue;
            };
            let look = || Snapshot::new(&uri, document, &self.documents, &mut self.parses);
            if let Ok(snapshot) = catch_unwind(AssertUnwindSafe(look)) {
                outdated.extend(self.snapshots.insert(uri.0, snapshot));
            }
        }
        self.publish(connection)?;
        drop(outdated);
        Ok(())
    }

    fn publish(&mut self, connection: &Connection) -> Result<(), Failure> {
        let found = diagnostics::all(self.snapshots.values());
        let gone = self.published.keys().filter(|it| !found.contains_key(*it)).map(|it| (it.clone(), vec![]));
        let changed = found.iter().filter(|(uri, it)| self.published.get(*uri) != Some(it));
        let changed: Vec<_> = gone.chain(changed.map(|it| (it.0.clone(), it.1.clone()))).collect();
        for (uri, diagnostics) in changed {
            let uri = Uri(uri);
            let version = self.documents.get(&uri).map(|it| it.version);
            let params = PublishDiagnosticsParams { uri, version, diagnostics };
            let method = LspNotificationMethod::TextDocumentPublishDiagnostics.as_str().to_owned();
            send(connection, Notification::new(method, params))?;
        }
        self.published = found;
        Ok(())
    }
}
