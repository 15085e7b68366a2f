//! What is not written but known: shapes of names and pipelines, the number of architectures of a space.

use gen_lsp_types::{InlayHint, InlayHintKind, InlayHintParams, Label};
use nas_compiler::{
    observe::Tensor,
    resolution::{NamedKind, Symbol},
};
use nas_grammar::{
    Span,
    ast::{Block, Body, Expr, ExprKind, Item, Pattern, Space, Statement},
};

use super::hover::flows_from;
use crate::{
    server::{Refusal, Server},
    shape,
    snapshot::{ENTRY, Snapshot},
};

/// Answers `textDocument/inlayHint`.
pub(crate) fn hints(server: &Server, params: &InlayHintParams) -> Result<Option<Vec<InlayHint>>, Refusal> {
    let snapshot = server.snapshot(&params.text_document.uri)?;
    let start = snapshot.lines.offset(&snapshot.text, params.range.start);
    let end = snapshot.lines.offset(&snapshot.text, params.range.end);
    let mut hinter = Hinter { snapshot, hints: vec![] };
    for item in &snapshot.ast().items {
        match item {
            Item::Space(it) => hinter.space(it),
            Item::Definition(it) => match &it.body {
                Body::Block(block) => hinter.block(block),
                Body::Expr(body) => hinter.expr(body),
            },
            _ => {}
        }
    }
    let wanted = hinter.hints.into_iter().filter(|it| (start..=end).contains(&it.0));
    Ok(Some(wanted.map(|it| it.1).collect()))
}

struct Hinter<'a> {
    snapshot: &'a Snapshot,
    /// With the offset of each.
    hints: Vec<(usize, InlayHint)>,
}

impl Hinter<'_> {
    fn push(&mut self, offset: u32, label: String, kind: InlayHintKind) {
        let offset = offset as usize;
        let hint = InlayHint {
            position: self.snapshot.lines.position(&self.snapshot.text, offset),
            label: Label::String(label),
            kind: Some(kind),
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        self.hints.push((offset, hint));
    }

    fn space(&mut self, space: &Space) {
        let known = self.snapshot.analysis.program.spaces.get(&space.name.text);
        let count = self.snapshot.observations().architectures.get(&space.name.text);
        if let (Some(known), Some(count)) = (known, count) {
            let label = shape::architectures(count, known);
            self.push(space.body.span.start, label, InlayHintKind::Type);
        }
        self.block(&space.body);
    }

    fn block(&mut self, block: &Block) {
        for statement in &block.statements {
            match statement {
                Statement::Let { pattern, value, .. } => {
                    self.bound(pattern, value);
                    self.expr(value);
                }
                Statement::Append { value, .. } | Statement::Expr(value) => self.expr(value),
                Statement::Input { .. } | Statement::Require { .. } => {}
            }
        }
    }

    fn bound(&mut self, pattern: &Pattern, value: &Expr) {
        let Pattern::Name(name) = pattern else { return };
        if let Some(tensor) = self.constant(value.span).filter(|_| self.is_tensor(value)) {
            let label = format!(": {}", shape::tensor(&tensor));
            self.push(name.span.end, label, InlayHintKind::Type);
        }
    }

    /// The stages of pipelines that are broken over lines: what leaves each line.
    fn expr(&mut self, expr: &Expr) {
        let mut found = vec![];
        expr.walk(&mut |it| {
            if let ExprKind::Pipe(stages) = &*it.kind {
                found.extend(stages.windows(2).filter(|it| self.breaks(&it[0], &it[1])).map(|it| it[0].span));
            }
        });
        for stage in found {
            if let Some(tensor) = self.constant(stage) {
                self.push(stage.end, shape::tensor(&tensor), InlayHintKind::Type);
            }
        }
    }

    fn breaks(&self, stage: &Expr, next: &Expr) -> bool {
        let between = self.snapshot.text.get(stage.span.end as usize..next.span.start as usize);
        between.is_some_and(|it| it.contains('\n'))
    }

    /// The only shape that a place has in all architectures, wherever it is met.
    fn constant(&self, place: Span) -> Option<Tensor> {
        let place = flows_from(self.snapshot, place);
        match &self.snapshot.observations().places.get(&place)?.tensors[..] {
            [only] if only.is_constant() => Some(only.clone()),
            _ => None,
        }
    }

    /// Returns whether a value is surely a tensor, not an operation that is applied elsewhere: tensors flow into it.
    fn is_tensor(&self, value: &Expr) -> bool {
        match &*value.kind {
            ExprKind::Pipe(stages) => self.is_tensor(&stages[0]),
            ExprKind::Paren(inner) => self.is_tensor(inner),
            ExprKind::Index { base, .. } | ExprKind::Field { base, .. } => self.is_tensor(base),
            ExprKind::List(items) => items.iter().all(|it| self.is_tensor(it)),
            ExprKind::Call { args, .. } => args.first().is_some_and(|it| self.is_tensor(&it.value)),
            ExprKind::Path(path) => self.names_tensor(path.span),
            _ => false,
        }
    }

    fn names_tensor(&self, name: Span) -> bool {
        let Some(occurrence) = self.snapshot.occurrence(name.start as usize) else { return false };
        let Some(named) = self.snapshot.resolution().named(&occurrence.symbol) else { return false };
        match named.kind {
            NamedKind::Input => true,
            NamedKind::Param => self.takes_tensor(named.whole),
            NamedKind::Let => named.value.and_then(|it| self.find(it)).is_some_and(|it| self.is_tensor(it)),
            _ => false,
        }
    }

    fn find(&self, span: Span) -> Option<&Expr> {
        let mut found = None;
        self.snapshot.ast().walk(&mut |it| {
            if it.span == span {
                found = found.or(Some(it));
            }
        });
        found
    }

    /// Returns whether a parameter is declared as a tensor.
    fn takes_tensor(&self, param: Span) -> bool {
        let kinds = ["tensor", "image", "sequence", "tokens", "vector"];
        let types =
            self.snapshot.resolution().occurrences.iter().filter(|it| it.span.file == ENTRY && param.covers(it.span));
        types
            .filter_map(|it| match &it.symbol {
                Symbol::Type(word) => Some(*word),
                _ => None,
            })
            .any(|it| kinds.contains(&it))
    }
}
