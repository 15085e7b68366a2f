//! Where something is used.

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams};
use nas_compiler::resolution::{Occurrence, Role};

use super::everywhere::everywhere;
use crate::{
    place::Place,
    server::{Refusal, Server},
    snapshot::ENTRY,
};

/// Answers `textDocument/references`: in the document, in what it uses, in other open documents, and in the files of the
/// workspace.
pub(crate) fn references(server: &Server, params: &ReferenceParams) -> Result<Option<Vec<Location>>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let Some(occurrence) = place.snapshot.occurrence(place.offset) else { return Ok(None) };
    let mut found: Vec<Location> = vec![];
    for seen in everywhere(server, place.snapshot, &occurrence.symbol) {
        let is_wanted = |it: &&Occurrence| params.context.include_declaration || it.role != Role::Definition;
        for it in seen.occurrences().filter(is_wanted) {
            let location = seen.location(it.span);
            if !found.contains(&location) {
                found.push(location);
            }
        }
    }
    Ok(Some(found))
}

/// Answers `textDocument/documentHighlight`.
pub(crate) fn highlights(
    server: &Server,
    params: &DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let Some(occurrence) = place.snapshot.occurrence(place.offset) else { return Ok(None) };
    let here = place.snapshot.resolution().of(&occurrence.symbol).filter(|it| it.span.file == ENTRY);
    let highlight = |it: &Occurrence| DocumentHighlight {
        range: place.snapshot.range(it.span),
        kind: Some(match it.role {
            Role::Definition | Role::Append => DocumentHighlightKind::Write,
            Role::Use | Role::Alternative | Role::Argument => DocumentHighlightKind::Read,
        }),
    };
    Ok(Some(here.map(highlight).collect()))
}
