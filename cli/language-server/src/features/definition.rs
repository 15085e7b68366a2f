//! Where something is named.

use gen_lsp_types::{Definition, DefinitionParams, DefinitionResponse, Location};
use nas_compiler::resolution::{Role, Symbol};
use nas_grammar::Span;

use super::everywhere::bare;
use crate::{
    place::Place,
    server::{Refusal, Server},
    snapshot::Snapshot,
};

/// Answers `textDocument/definition`.
pub(crate) fn definition(server: &Server, params: &DefinitionParams) -> Result<Option<DefinitionResponse>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let Some(occurrence) = place.snapshot.occurrence(place.offset) else { return Ok(None) };
    let found = places(place.snapshot, &occurrence.symbol);
    let found: Vec<Location> = found.into_iter().map(|it| place.snapshot.location(it)).collect();
    Ok((!found.is_empty()).then_some(DefinitionResponse::Definition(Definition::LocationList(found))))
}

/// Returns where a symbol is named: nowhere if it is built in, at several places if alternatives share a name.
fn places(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Span> {
    let resolution = snapshot.resolution();
    match symbol {
        Symbol::Place(_) => resolution.named(symbol).map(|it| it.span).into_iter().collect(),
        Symbol::Module(id) => {
            vec![Span { file: snapshot.analysis.modules.get(*id).file, start: 0, end: 0 }]
        }
        Symbol::Label(label) => {
            let named = resolution.of(symbol).filter(|it| it.role == Role::Definition);
            named.chain(bare(snapshot, label)).map(|it| it.span).collect()
        }
        _ => vec![],
    }
}
