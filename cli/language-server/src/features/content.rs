//! The text of standard modules, which are no files.

use gen_lsp_types::{TextDocumentContentParams, TextDocumentContentResult};

use crate::{
    server::{Refusal, Server},
    uri,
};

/// Answers `workspace/textDocumentContent`.
pub(crate) fn content(_: &Server, params: &TextDocumentContentParams) -> Result<TextDocumentContentResult, Refusal> {
    let text = uri::standard(&params.uri).and_then(nas_std_spaces::get);
    let text = text.ok_or_else(|| Refusal::new(format!("there is no standard module `{}`", params.uri)))?;
    Ok(TextDocumentContentResult { text: text.to_owned() })
}
