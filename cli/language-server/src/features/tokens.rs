//! Colours that need to know what a name stands for. Keywords, numbers, texts and comments are the editor's.

use gen_lsp_types::{SemanticToken, SemanticTokens, SemanticTokensLegend, SemanticTokensParams};
use nas_compiler::resolution::{NamedKind, Occurrence, Role, Symbol};
use nas_grammar::ast::DefinitionKind;

use crate::{
    server::{Refusal, Server},
    snapshot::{ENTRY, Snapshot},
};

/// What a token is, in the order of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Namespace,
    Type,
    Class,
    Parameter,
    Variable,
    Property,
    EnumMember,
    Function,
    Method,
    Constant,
}

const KINDS: [(Kind, &str); 10] = [
    (Kind::Namespace, "namespace"),
    (Kind::Type, "type"),
    (Kind::Class, "class"),
    (Kind::Parameter, "parameter"),
    (Kind::Variable, "variable"),
    (Kind::Property, "property"),
    (Kind::EnumMember, "enumMember"),
    (Kind::Function, "function"),
    (Kind::Method, "method"),
    (Kind::Constant, "constant"),
];

const DECLARATION: u32 = 1;
const LIBRARY: u32 = 2;

/// The kinds and modifiers that are used.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: KINDS.iter().map(|it| it.1.to_owned()).collect(),
        token_modifiers: ["declaration", "defaultLibrary"].map(str::to_owned).to_vec(),
    }
}

/// Answers `textDocument/semanticTokens/full`.
pub(crate) fn tokens(server: &Server, params: &SemanticTokensParams) -> Result<Option<SemanticTokens>, Refusal> {
    let snapshot = server.snapshot(&params.text_document.uri)?;
    let mut data = vec![];
    let mut last = (0, 0);
    for occurrence in snapshot.resolution().occurrences.iter().filter(|it| it.span.file == ENTRY) {
        let range = snapshot.range(occurrence.span);
        let (line, start) = (range.start.line, range.start.character);
        data.push(SemanticToken {
            delta_line: line - last.0,
            delta_start: if line == last.0 { start - last.1 } else { start },
            length: range.end.character - start,
            token_type: kind(snapshot, &occurrence.symbol) as u32,
            token_modifiers_bitset: modifiers(snapshot, occurrence),
        });
        last = (line, start);
    }
    Ok(Some(SemanticTokens { result_id: None, data }))
}

fn kind(snapshot: &Snapshot, symbol: &Symbol) -> Kind {
    match symbol {
        Symbol::Place(_) => snapshot.resolution().named(symbol).map_or(Kind::Variable, |it| of_named(it.kind)),
        Symbol::Module(_) | Symbol::Library => Kind::Namespace,
        Symbol::Primitive(_) | Symbol::Function(_) | Symbol::Component(..) => Kind::Function,
        Symbol::PrimitiveParam(..) | Symbol::ComponentParam(..) | Symbol::Argument(_) => Kind::Parameter,
        Symbol::Label(_) => Kind::EnumMember,
        Symbol::Type(_) => Kind::Type,
        _ => Kind::Property,
    }
}

fn of_named(kind: NamedKind) -> Kind {
    match kind {
        NamedKind::Const => Kind::Constant,
        NamedKind::Definition(DefinitionKind::Cell) | NamedKind::Space | NamedKind::Section(_) => Kind::Class,
        NamedKind::Definition(_) => Kind::Method,
        NamedKind::Param => Kind::Parameter,
        _ => Kind::Variable,
    }
}

fn modifiers(snapshot: &Snapshot, occurrence: &Occurrence) -> u32 {
    let declares = if occurrence.role == Role::Definition { DECLARATION } else { 0 };
    let is_library = match &occurrence.symbol {
        Symbol::Place(_) => snapshot
            .resolution()
            .named(&occurrence.symbol)
            .is_some_and(|it| it.span.file != ENTRY && snapshot.is_standard(it.span.file)),
        Symbol::Primitive(_) | Symbol::Function(_) | Symbol::Component(..) | Symbol::Library => true,
        _ => false,
    };
    declares | if is_library { LIBRARY } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_is_in_the_order_of_the_kinds() {
        assert!(KINDS.iter().enumerate().all(|(at, it)| it.0 as usize == at));
    }
}
