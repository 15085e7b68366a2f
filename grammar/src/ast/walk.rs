//! Going over all expressions of a tree.

use super::{Block, Body, Expr, ExprKind, File, Item, Param, SectionEntry, Statement, Type};

impl File {
    /// Calls `visit` with every expression of the file, each before its parts.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Expr)) {
        for item in &self.items {
            match item {
                Item::Use(_) => {}
                Item::Const(it) => it.value.walk(visit),
                Item::Definition(it) => {
                    params(&it.params, visit);
                    match &it.body {
                        Body::Expr(body) => body.walk(visit),
                        Body::Block(body) => block(body, visit),
                    }
                }
                Item::Space(it) => {
                    params(&it.params, visit);
                    block(&it.body, visit);
                }
                Item::Section(it) => it.entries.iter().for_each(|it| section_entry(it, visit)),
            }
        }
    }
}

impl Expr {
    /// Calls `visit` with the expression and all its parts, each before its own parts.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match &*self.kind {
            ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Bool(_) | ExprKind::Path(_) => {}
            ExprKind::List(items) | ExprKind::Pipe(items) => items.iter().for_each(|it| it.walk(visit)),
            ExprKind::Record(entries) => entries.iter().for_each(|it| it.value.walk(visit)),
            ExprKind::Call { callee, args } => {
                callee.walk(visit);
                args.iter().for_each(|it| it.value.walk(visit));
            }
            ExprKind::Index { base: first, index: second }
            | ExprKind::Binary { left: first, right: second, .. }
            | ExprKind::Pick { count: first, from: second } => {
                first.walk(visit);
                second.walk(visit);
            }
            ExprKind::Slice { base, start, end, .. } => {
                [Some(base), start.as_ref(), end.as_ref()].into_iter().flatten().for_each(|it| it.walk(visit));
            }
            ExprKind::Range { start, end, step, .. } => {
                [Some(start), Some(end), step.as_ref()].into_iter().flatten().for_each(|it| it.walk(visit));
            }
            ExprKind::Field { base: inner, .. }
            | ExprKind::Unary { operand: inner, .. }
            | ExprKind::Is { value: inner, .. }
            | ExprKind::OneOfValues(inner)
            | ExprKind::Maybe(inner)
            | ExprKind::Paren(inner) => inner.walk(visit),
            ExprKind::OneOf(alternatives) => {
                alternatives.iter().filter_map(|it| it.value.as_ref()).for_each(|it| it.walk(visit));
            }
            ExprKind::For { items: head, body, .. } | ExprKind::Repeat { count: head, body } => {
                head.walk(visit);
                block(body, visit);
            }
            ExprKind::If { branches, otherwise } => {
                for (condition, then) in branches {
                    condition.walk(visit);
                    block(then, visit);
                }
                otherwise.iter().for_each(|it| block(it, visit));
            }
        }
    }
}

fn block<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Expr)) {
    for statement in &block.statements {
        match statement {
            Statement::Let { value, .. } | Statement::Append { value, .. } | Statement::Expr(value) => {
                value.walk(visit);
            }
            Statement::Require { condition, .. } => condition.walk(visit),
            Statement::Input { ty, .. } => dims(ty, visit),
        }
    }
}

fn params<'a>(params: &'a [Param], visit: &mut impl FnMut(&'a Expr)) {
    for param in params {
        dims(&param.ty, visit);
        param.default.iter().for_each(|it| it.walk(visit));
    }
}

fn dims<'a>(ty: &'a Type, visit: &mut impl FnMut(&'a Expr)) {
    if let Type::Named { dims: Some(dims), .. } = ty {
        dims.iter().for_each(|it| it.walk(visit));
    }
}

fn section_entry<'a>(entry: &'a SectionEntry, visit: &mut impl FnMut(&'a Expr)) {
    match entry {
        SectionEntry::Field(field) => field.value.walk(visit),
        SectionEntry::Objective { metric, .. } => metric.walk(visit),
    }
}
