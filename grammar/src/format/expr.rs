//! Expressions, as far as they have no file of their own.

use super::{
    Formatter,
    doc::{Doc, concat},
    sequence::{Element, RECORD, ROUND, SQUARE},
};
use crate::{
    Span,
    ast::{Arg, Expr, ExprKind, UnaryOp},
};

impl Formatter<'_> {
    /// Writes an expression and every comment before and inside it.
    pub(super) fn expr(&mut self, expr: &Expr) -> Doc {
        let before = self.comments_before(expr.span.start as usize);
        let written = self.form(expr);
        concat([before, written, self.comments_before(expr.span.end as usize)])
    }

    fn form(&mut self, expr: &Expr) -> Doc {
        let range = expr.span.range();
        match &*expr.kind {
            ExprKind::Number { .. } => self.number(expr.span),
            ExprKind::Text(_) | ExprKind::Bool(_) | ExprKind::Path(_) => self.source(expr.span),
            ExprKind::List(items) => self.row(&SQUARE, range, items),
            ExprKind::Record(entries) => self.row(&RECORD, range, entries),
            ExprKind::Call { callee, args } => {
                concat([self.expr(callee), self.row(&ROUND, callee.span.end as usize..range.end, args)])
            }
            ExprKind::Index { base, index } => {
                concat([self.expr(base), "[".into(), self.expr(index), self.comments_before(range.end), "]".into()])
            }
            ExprKind::Slice { base, start, end, inclusive } => {
                let base = self.expr(base);
                let start = start.as_ref().map_or("".into(), |it| self.expr(it));
                let end = end.as_ref().map_or("".into(), |it| self.expr(it));
                let dots = if *inclusive { "..=" } else { ".." };
                concat([base, "[".into(), start, dots.into(), end, self.comments_before(range.end), "]".into()])
            }
            ExprKind::Field { base, name } => concat([self.expr(base), ".".into(), self.name(name)]),
            ExprKind::Unary { op, operand } => concat([prefix(*op).into(), self.expr(operand)]),
            ExprKind::Binary { .. } => self.binary(expr),
            ExprKind::Is { value, name } => concat([self.expr(value), " is ".into(), self.name(name)]),
            ExprKind::Range { start, end, inclusive, step } => self.range([start, end], *inclusive, step.as_ref()),
            ExprKind::Pipe(stages) => self.pipe(stages),
            ExprKind::OneOfValues(values) => concat(["oneof ".into(), self.expr(values)]),
            ExprKind::OneOf(alternatives) => self.oneof(alternatives, expr.span),
            ExprKind::Pick { count, from } => {
                concat(["pick ".into(), self.expr(count), " of ".into(), self.expr(from)])
            }
            ExprKind::Maybe(operation) => concat(["maybe ".into(), self.expr(operation)]),
            ExprKind::For { pattern, items, body } => self.for_loop(pattern, items, body),
            ExprKind::Repeat { count, body } => self.repeat(count, body),
            ExprKind::If { branches, otherwise } => self.conditional(branches, otherwise.as_ref()),
            ExprKind::Paren(inner) => {
                concat(["(".into(), self.expr(inner), self.comments_before(range.end), ")".into()])
            }
        }
    }

    /// A number as it was written, with one space before a word such as `trials`.
    fn number(&mut self, span: Span) -> Doc {
        let words: Vec<&str> = self.text[span.range()].split_whitespace().collect();
        words.join(" ").as_str().into()
    }

    fn range(&mut self, ends: [&Expr; 2], inclusive: bool, step: Option<&Expr>) -> Doc {
        let [start, end] = ends.map(|it| self.expr(it));
        let step = step.map_or("".into(), |it| concat([" step ".into(), self.expr(it)]));
        concat([start, if inclusive { "..=" } else { ".." }.into(), end, step])
    }
}

fn prefix(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Negate => "-",
        UnaryOp::Not => "not ",
    }
}

impl Element for Expr {
    fn span(&self) -> Span {
        self.span
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        formatter.expr(self)
    }

    fn hugs(&self) -> bool {
        matches!(
            &*self.kind,
            ExprKind::For { .. }
                | ExprKind::Repeat { .. }
                | ExprKind::If { .. }
                | ExprKind::OneOf(_)
                | ExprKind::OneOfValues(_)
                | ExprKind::List(_)
                | ExprKind::Record(_)
                | ExprKind::Call { .. }
        )
    }
}

impl Element for Arg {
    fn span(&self) -> Span {
        self.span
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        match &self.name {
            Some(name) => concat([formatter.name(name), ": ".into(), formatter.expr(&self.value)]),
            None => formatter.expr(&self.value),
        }
    }

    fn hugs(&self) -> bool {
        self.value.hugs()
    }
}
