//! Blocks and statements.

use std::fmt;

use nas_grammar::{
    Span,
    ast::{self, Block, Expr, ExprKind, Pattern, Statement},
};

use super::{
    Elaborator, Eval, Kind, Reported,
    constraint::Requirement,
    env::Env,
    errors,
    loops::Conditional,
    value::{Item, Value},
};

/// A `require` may stand before what it speaks of, so it comes after everything else in its block.
pub(super) fn by_meaning(statements: &[Statement]) -> impl Iterator<Item = &Statement> {
    let is_require = |it: &&Statement| matches!(it, Statement::Require { .. });
    let others = statements.iter().filter(move |it| !is_require(it));
    others.chain(statements.iter().filter(is_require))
}

impl<'a> Elaborator<'a> {
    /// Evaluates a block that must have a value.
    pub(super) fn block(&mut self, env: &mut Env<'a>, block: &'a Block, what: fmt::Arguments<'_>) -> Eval<Value> {
        match self.block_or_nothing(env, block)? {
            Some(value) => Ok(value),
            None => self.report(errors::no_value(block.span, &what.to_string())),
        }
    }

    /// Evaluates a block. Its value is that of the only expression that is not a mere loop; mistakes in one statement
    /// do not keep the others from being looked at.
    pub(super) fn block_or_nothing(&mut self, env: &mut Env<'a>, block: &'a Block) -> Eval<Option<Value>> {
        self.named_block(env, block, None)
    }

    /// Evaluates a block whose value is given a name.
    pub(super) fn named_block(
        &mut self,
        env: &mut Env<'a>,
        block: &'a Block,
        name: Option<&str>,
    ) -> Eval<Option<Value>> {
        env.push(self.guards.len());
        let mut value: Option<(Value, Span)> = None;
        let mut failed = false;
        for statement in by_meaning(&block.statements) {
            match self.statement(env, statement, name) {
                Ok(None) => {}
                Ok(Some(it)) => {
                    if let Some((_, earlier)) = value.replace((it, statement.span())) {
                        self.diagnostics.push(errors::unused_value(earlier, statement.span()));
                        failed = true;
                    }
                }
                Err(Reported) => failed = true,
            }
        }
        env.pop();
        if failed { Err(Reported) } else { Ok(value.map(|it| it.0)) }
    }

    /// Evaluates a statement; an expression's value is returned, and is given a name.
    pub(super) fn statement(
        &mut self,
        env: &mut Env<'a>,
        statement: &'a Statement,
        name: Option<&str>,
    ) -> Eval<Option<Value>> {
        if self.diagnostics.is_full() {
            return Err(Reported);
        }
        match statement {
            Statement::Let { pattern, value, .. } => self.let_value(env, pattern, value).map(|()| None),
            Statement::Append { list, value, span } => self.append(env, list, value, *span).map(|()| None),
            Statement::Input { name: input, span, .. } => {
                env.define(&input.text, Value::poison());
                self.report(errors::misplaced(*span, "an input", "inputs stand at the top of a `space`"))
            }
            Statement::Require { condition, reason, span } => {
                self.require(env, condition, reason.as_ref(), *span);
                Ok(None)
            }
            Statement::Expr(expr) => match &*expr.kind {
                ExprKind::For { pattern, items, body } => self.loop_statement(env, pattern, items, body),
                ExprKind::If { branches, otherwise } => {
                    let span = expr.span;
                    self.if_or_nothing(env, Conditional { span, branches, otherwise: otherwise.as_ref(), name })
                }
                _ => self.named(env, expr, name).map(Some),
            },
        }
    }

    fn let_value(&mut self, env: &mut Env<'a>, pattern: &'a Pattern, value: &'a Expr) -> Eval<()> {
        let name = match pattern {
            Pattern::Name(name) => Some(name.text.as_str()),
            Pattern::List(..) => None,
        };
        let result = self.named(env, value, name);
        let failed = result.is_err();
        let bound = result.unwrap_or_else(|_| Value::poison());
        self.bind(env, pattern, bound)?;
        if failed { Err(Reported) } else { Ok(()) }
    }

    /// Names a value, or the items of a list.
    pub(super) fn bind(&mut self, env: &mut Env<'a>, pattern: &'a Pattern, value: Value) -> Eval<()> {
        let (names, span) = match pattern {
            Pattern::Name(name) => {
                env.define(&name.text, value);
                return Ok(());
            }
            Pattern::List(names, span) => (names, *span),
        };
        let items = match &value.kind {
            Kind::List(items) if items.len() == names.len() => items.clone(),
            other => {
                names.iter().for_each(|it| env.define(&it.text, Value::poison()));
                if matches!(other, Kind::Poison) {
                    return Err(Reported);
                }
                return self.report(errors::bad_pattern(span, names.len(), &value.extent()));
            }
        };
        for (name, item) in names.iter().zip(items.iter()) {
            let present = self.present(item, name.span)?;
            env.define(&name.text, present);
        }
        Ok(())
    }

    /// Returns an item that is there in every architecture.
    pub(super) fn present(&mut self, item: &Item, span: Span) -> Eval<Value> {
        if self.is_present(item, span)? {
            return Ok(item.value.clone());
        }
        self.report(errors::may_be_absent(span, matches!(item.value.kind, Kind::Scalar(..))))
    }

    /// Returns whether an item is there wherever elaboration stands.
    pub(super) fn is_present(&mut self, item: &Item, span: Span) -> Eval<bool> {
        if let Some(known) = self.exprs.as_bool(item.guard) {
            return Ok(known);
        }
        let (here, there) = self.probed(item.guard);
        if here & !there != 0 {
            return Ok(false);
        }
        let here = self.guard();
        let present = self.exprs.implies(here, item.guard);
        let values = self.values(present, span)?;
        Ok(values.iter().all(|it| *it == Some(crate::ir::Scalar::Bool(true))))
    }

    /// `nodes += x`; a list is appended item by item.
    fn append(&mut self, env: &mut Env<'a>, name: &'a ast::Name, value: &'a Expr, span: Span) -> Eval<()> {
        let value = self.expr(env, value);
        let Some(guards) = env.place(&name.text).map(|it| it.0) else {
            let known: Vec<String> = env.names().map(str::to_owned).collect();
            return self.report(errors::unknown_name(name, known.iter().map(String::as_str)));
        };
        let Ok(value) = value else {
            // What the list holds is not known now, so nothing more is said about it.
            if let Some((_, place)) = env.place(&name.text) {
                *place = Value::poison();
            }
            return Err(Reported);
        };
        let guard = self.guard_beyond(guards);
        let added = match value.kind {
            Kind::List(items) => items.to_vec(),
            kind => vec![Item { guard: self.exprs.bool(true), value: Value::new(kind) }],
        };
        let added: Vec<Item> =
            added.into_iter().map(|it| Item { guard: self.exprs.all([guard, it.guard]), value: it.value }).collect();
        self.spend(span, added.len() as u64)?;
        let Some((_, place)) = env.place(&name.text) else { return Err(Reported) };
        match &mut place.kind {
            Kind::List(items) => std::rc::Rc::make_mut(items).extend(added),
            Kind::Poison => return Err(Reported),
            _ => {
                let found = place.describe();
                return self.report(errors::wrong_type(span, "a list to append to", found));
            }
        }
        Ok(())
    }

    fn require(&mut self, env: &Env<'a>, condition: &'a Expr, reason: Option<&ast::Text>, span: Span) {
        let guard = self.guard();
        let reason = reason.map(|it| it.value.clone());
        self.requirements.push(Requirement { env: env.clone(), condition, reason, guard, span });
    }
}
