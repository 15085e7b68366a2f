//! What editors ask: one file per request, and one line in the list below.

pub(crate) mod actions;
pub(crate) mod completion;
pub(crate) mod content;
pub(crate) mod definition;
pub(crate) mod describe;
pub(crate) mod diagnostics;
pub(crate) mod everywhere;
pub(crate) mod formatting;
pub(crate) mod hints;
pub(crate) mod hover;
pub(crate) mod references;
pub(crate) mod rename;
pub(crate) mod symbols;
pub(crate) mod tokens;

use gen_lsp_types as lsp;
use serde_json::Value;

use crate::server::{ErrorKind, Refusal, Server};

/// Answers a request.
pub(crate) type Handler = fn(&Server, Value) -> Result<Value, Refusal>;

macro_rules! requests {
    ($($request:ident => $answer:path,)*) => {
        /// Finds what answers the requests of a method.
        pub(crate) fn find(method: &str) -> Option<Handler> {
            let handlers: &[(&str, Handler)] = &[
                $((<lsp::$request as lsp::Request>::METHOD.as_str(), |server, params| {
                    answer::<lsp::$request>(server, params, $answer)
                }),)*
            ];
            handlers.iter().find(|it| it.0 == method).map(|it| it.1)
        }
    };
}

requests! {
    HoverRequest => hover::hover,
    DefinitionRequest => definition::definition,
    ReferencesRequest => references::references,
    DocumentHighlightRequest => references::highlights,
    PrepareRenameRequest => rename::prepare,
    RenameRequest => rename::rename,
    CompletionRequest => completion::completion,
    InlayHintRequest => hints::hints,
    DocumentSymbolRequest => symbols::symbols,
    SemanticTokensRequest => tokens::tokens,
    DocumentFormattingRequest => formatting::format,
    CodeActionRequest => actions::actions,
    TextDocumentContentRequest => content::content,
}

fn answer<R: lsp::Request>(
    server: &Server,
    params: Value,
    answer: impl FnOnce(&Server, &R::Params) -> Result<R::Result, Refusal>,
) -> Result<Value, Refusal> {
    let refuse = |error: serde_json::Error| Refusal { code: ErrorKind::Params, message: error.to_string() };
    let params = serde_json::from_value(params).map_err(refuse)?;
    serde_json::to_value(answer(server, &params)?).map_err(refuse)
}
