//! The outline of a document.

use gen_lsp_types::{DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, SymbolKind};
use nas_grammar::{
    Span,
    ast::{Block, Body, DefinitionKind, Item, Param, Pattern, SectionEntry, Statement},
};

use crate::{
    server::{Refusal, Server},
    snapshot::Snapshot,
};

/// Answers `textDocument/documentSymbol`.
pub(crate) fn symbols(
    server: &Server,
    params: &DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>, Refusal> {
    let snapshot = server.snapshot(&params.text_document.uri)?;
    let outline = Outline { snapshot };
    let items = snapshot.ast().items.iter().filter_map(|it| outline.item(it)).collect();
    Ok(Some(DocumentSymbolResponse::DocumentSymbolList(items)))
}

struct Outline<'a> {
    snapshot: &'a Snapshot,
}

impl Outline<'_> {
    fn item(&self, item: &Item) -> Option<DocumentSymbol> {
        let span = item.span();
        Some(match item {
            Item::Use(_) => return None,
            Item::Const(it) => self.symbol((&it.name, SymbolKind::Constant), "const", span, vec![]),
            Item::Definition(it) => {
                let kind = match it.kind {
                    DefinitionKind::Fn => SymbolKind::Function,
                    DefinitionKind::Cell => SymbolKind::Class,
                    DefinitionKind::Op | DefinitionKind::Block => SymbolKind::Method,
                };
                let body = match &it.body {
                    Body::Block(block) => self.block(block),
                    Body::Expr(_) => vec![],
                };
                self.symbol((&it.name, kind), it.kind.name(), span, self.params(&it.params).chain(body).collect())
            }
            Item::Space(it) => {
                let inside = self.params(&it.params).chain(self.block(&it.body)).collect();
                self.symbol((&it.name, SymbolKind::Namespace), "space", span, inside)
            }
            Item::Section(it) => {
                let entries = it.entries.iter().filter_map(|it| self.entry(it)).collect();
                self.symbol((&it.name, SymbolKind::Object), it.kind.name(), span, entries)
            }
        })
    }

    fn params<'p>(&self, params: &'p [Param]) -> impl Iterator<Item = DocumentSymbol> + use<'_, 'p> {
        params.iter().map(|it| {
            let ty = self.snapshot.analysis.text(it.ty.span());
            self.symbol((&it.name, SymbolKind::TypeParameter), ty, it.span, vec![])
        })
    }

    fn block(&self, block: &Block) -> Vec<DocumentSymbol> {
        let names = block.statements.iter().flat_map(|statement| match statement {
            Statement::Let { pattern: Pattern::Name(name), span, .. } => {
                vec![self.symbol((name, SymbolKind::Variable), "let", *span, vec![])]
            }
            Statement::Let { pattern: Pattern::List(names, _), span, .. } => {
                names.iter().map(|it| self.symbol((it, SymbolKind::Variable), "let", *span, vec![])).collect()
            }
            Statement::Input { name, ty, span } => {
                let ty = self.snapshot.analysis.text(ty.span());
                vec![self.symbol((name, SymbolKind::Field), ty, *span, vec![])]
            }
            _ => vec![],
        });
        names.collect()
    }

    fn entry(&self, entry: &SectionEntry) -> Option<DocumentSymbol> {
        match entry {
            SectionEntry::Field(it) => {
                let value = self.snapshot.analysis.text(it.value.span).lines().next().unwrap_or_default();
                Some(self.symbol((&it.key, SymbolKind::Property), value, it.span, vec![]))
            }
            SectionEntry::Objective { .. } => None,
        }
    }

    #[expect(deprecated, reason = "the type still has the field")]
    fn symbol(
        &self,
        (name, kind): (&nas_grammar::ast::Name, SymbolKind),
        detail: &str,
        whole: Span,
        children: Vec<DocumentSymbol>,
    ) -> DocumentSymbol {
        DocumentSymbol {
            name: name.text.clone(),
            detail: Some(detail.to_owned()),
            kind,
            tags: None,
            deprecated: None,
            range: self.snapshot.range(whole),
            selection_range: self.snapshot.range(name.span),
            children: (!children.is_empty()).then_some(children),
        }
    }
}
