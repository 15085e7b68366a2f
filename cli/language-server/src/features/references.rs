//! Where something is used.

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams};
use nas_compiler::resolution::{Resolution, Role, Symbol};
use nas_grammar::Span;

use crate::{
    place::Place,
    server::{Refusal, Server},
    snapshot::{ENTRY, Snapshot},
    uri,
};

/// Answers `textDocument/references`: in the document, in what it uses, and in other open documents.
pub(crate) fn references(server: &Server, params: &ReferenceParams) -> Result<Option<Vec<Location>>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let Some(occurrence) = place.snapshot.occurrence(place.offset) else { return Ok(None) };
    let mut found: Vec<Location> = vec![];
    for (snapshot, symbol) in everywhere(server, place.snapshot, &occurrence.symbol) {
        let is_wanted = |role: Role| params.context.include_declaration || role != Role::Definition;
        for span in uses(snapshot.resolution(), &symbol, is_wanted) {
            let location = snapshot.location(span);
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
    let highlight = |span: Span, role: Role| DocumentHighlight {
        range: place.snapshot.range(span),
        kind: Some(if role == Role::Definition { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read }),
    };
    Ok(Some(here.map(|it| highlight(it.span, it.role)).collect()))
}

fn uses(resolution: &Resolution, symbol: &Symbol, is_wanted: impl Fn(Role) -> bool) -> Vec<Span> {
    resolution.of(symbol).filter(|it| is_wanted(it.role)).map(|it| it.span).collect()
}

/// The documents in which a symbol may be used, and the symbol as each of them knows it.
pub(crate) fn everywhere<'a>(server: &'a Server, from: &'a Snapshot, symbol: &Symbol) -> Vec<(&'a Snapshot, Symbol)> {
    let mut found = vec![(from, symbol.clone())];
    let Symbol::Place(place) = symbol else { return found };
    let home = uri::canonical(from.uri_of(place.file));
    for other in server.snapshots().filter(|it| it.uri != from.uri) {
        let modules = &other.analysis.modules.list;
        let Some(module) = modules.iter().find(|it| uri::canonical(other.uri_of(it.file)) == home) else { continue };
        found.push((other, Symbol::Place(Span { file: module.file, ..*place })));
    }
    found
}
