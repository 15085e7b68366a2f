//! A place in a document that a request asks about.

use gen_lsp_types::TextDocumentPositionParams;

use crate::{
    server::{Refusal, Server},
    snapshot::Snapshot,
};

/// A document and an offset in it.
pub(crate) struct Place<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) offset: usize,
}

impl<'a> Place<'a> {
    pub(crate) fn new(server: &'a Server, params: &TextDocumentPositionParams) -> Result<Self, Refusal> {
        let snapshot = server.snapshot(&params.text_document.uri)?;
        Ok(Self { snapshot, offset: snapshot.lines.offset(&snapshot.text, params.position) })
    }
}
