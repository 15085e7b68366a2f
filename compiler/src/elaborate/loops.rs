//! `for`, `repeat` and `if`.

use nas_grammar::{
    Span,
    ast::{self, Block, Expr, ExprKind, Pattern},
};

use super::{
    Elaborator, Eval, Kind, Reported,
    env::Env,
    errors,
    value::{Item, OpValue, Type, Value},
};
use crate::{
    diagram::{Context, TooEntangled},
    ir::{BinaryOp, ExprId},
    names::Target,
};

/// What one turn of a loop gives, and the condition under which it is there.
type Turn = (ExprId, Option<Value>);

/// How many steps a turn of a `repeat` takes by itself: it is kept, so it weighs more than an expression.
const TURN: u64 = 4;

/// An `if`, and what its value is named.
#[derive(Clone, Copy)]
pub(super) struct Conditional<'c, 'a> {
    pub(super) span: Span,
    pub(super) branches: &'a [(Expr, Block)],
    pub(super) otherwise: Option<&'a Block>,
    pub(super) name: Option<&'c str>,
}

impl<'a> Elaborator<'a> {
    /// `for x in list { … }` as an expression: the list of what its body is for each item.
    pub(super) fn for_each(
        &mut self,
        env: &mut Env<'a>,
        pattern: &'a Pattern,
        items: &'a Expr,
        body: &'a Block,
    ) -> Eval<Value> {
        let values = self.turns(env, pattern, items, body)?;
        let mut list = Vec::with_capacity(values.len());
        for (guard, value) in values {
            match value {
                Some(value) => list.push(Item { guard, value }),
                None => return self.report(errors::no_value(body.span, "the body of this loop")),
            }
        }
        Ok(Value::list(list))
    }

    /// `for x in list { … }` as a statement: if its body has values, they are the value.
    pub(super) fn loop_statement(
        &mut self,
        env: &mut Env<'a>,
        pattern: &'a Pattern,
        items: &'a Expr,
        body: &'a Block,
    ) -> Eval<Option<Value>> {
        let values = self.turns(env, pattern, items, body)?;
        let list: Vec<Item> =
            values.into_iter().filter_map(|(guard, value)| Some(Item { guard, value: value? })).collect();
        Ok((!list.is_empty()).then(|| Value::list(list)))
    }

    fn turns(&mut self, env: &mut Env<'a>, pattern: &'a Pattern, items: &'a Expr, body: &'a Block) -> Eval<Vec<Turn>> {
        let list = self.expr(env, items)?;
        let Kind::List(list) = &list.kind else {
            return self.report(errors::wrong_type(items.span, "a list", list.describe()));
        };
        self.demand_fit(env, pattern, items, list)?;
        self.budget.loops.push((body.span, list.len() as u64));
        let mut values = vec![];
        let mut failed = false;
        for (at, item) in list.iter().enumerate() {
            match self.turn(env, (pattern, body), item, at) {
                Ok(Some(value)) => values.push((item.guard, value)),
                Ok(None) => {}
                Err(Reported) => {
                    failed = true;
                    break;
                }
            }
        }
        self.budget.loops.pop();
        if failed { Err(Reported) } else { Ok(values) }
    }

    /// Demands that a pattern fits every item of a list, so that the one that it does not fit can be told.
    pub(super) fn demand_fit(
        &mut self,
        env: &Env<'a>,
        pattern: &'a Pattern,
        items: &'a Expr,
        list: &[Item],
    ) -> Eval<()> {
        let Pattern::List(names, span) = pattern else { return Ok(()) };
        let fits = |it: &Item| match &it.value.kind {
            Kind::List(parts) => parts.len() == names.len(),
            Kind::Poison => true,
            Kind::Scalar(..) | Kind::Tensor(_) | Kind::Op(_) => false,
        };
        let is_never = |it: &Item| self.exprs.as_bool(it.guard) == Some(false);
        let Some(at) = list.iter().position(|it| !fits(it) && !is_never(it)) else { return Ok(()) };
        let row = self.literal(env, items).filter(|it| it.len() == list.len()).map(|it| it[at].span);
        self.report(errors::bad_row(*span, names.len(), (at, row), &list[at].value.extent()))
    }

    /// The items of a list that is written out here or as a constant.
    fn literal(&self, env: &Env<'a>, expr: &'a Expr) -> Option<&'a [Expr]> {
        match &*expr.kind {
            ExprKind::List(items) => Some(items),
            ExprKind::Path(path) if let [name] = &path.names[..] => {
                let target = self.program.names.get(env.module, &name.text).filter(|_| env.get(&name.text).is_none());
                let Some(Target::Item(item)) = target.map(|it| it.target) else { return None };
                let ast::Item::Const(constant) = self.program.item(item) else { return None };
                let ExprKind::List(items) = &*constant.value.kind else { return None };
                Some(items)
            }
            _ => None,
        }
    }

    /// One turn of a loop, under the item's condition; nothing where the item is never there.
    pub(super) fn turn(
        &mut self,
        env: &mut Env<'a>,
        (pattern, body): (&'a Pattern, &'a Block),
        item: &Item,
        at: usize,
    ) -> Eval<Option<Option<Value>>> {
        let segment = self.segment(pattern, item, at);
        self.under(item.guard, |it| {
            it.frames.enter(&segment);
            env.push(it.guards.len());
            let result = it.bind(env, pattern, item.value.clone()).and_then(|()| it.block_or_nothing(env, body));
            env.pop();
            it.frames.leave();
            result
        })
    }

    /// The name of a turn in paths: the variable and its value, if that is a whole number, else the position.
    fn segment(&self, pattern: &Pattern, item: &Item, at: usize) -> String {
        let variable = match pattern {
            Pattern::Name(name) if name.text != "_" => name.text.as_str(),
            Pattern::Name(_) | Pattern::List(..) => "",
        };
        let value = match item.value.kind {
            Kind::Scalar(expr, _) => self.exprs.as_int(expr),
            _ => None,
        };
        format!("{variable}{}", value.unwrap_or(at as i64))
    }

    /// `repeat(n) { … }`: the operation that its body is, again and again.
    pub(super) fn repeat(&mut self, env: &mut Env<'a>, span: Span, count: &'a Expr, body: &'a Block) -> Eval<Value> {
        let turns = self.named(env, count, Some("repeat"))?;
        let turns = self.as_whole(&turns, count.span)?;
        let (least, most) = self.bounds(turns, count.span)?;
        if least < 0 {
            return self.report(super::param::out_of_range(count.span, "the count", &least.to_string(), "at least 0"));
        }
        self.budget.loops.push((body.span, most as u64));
        // Turns are paid for ahead, so that a loop that is too large is not begun.
        let steps: Eval<Vec<Option<Value>>> = self
            .spend(body.span, TURN * most as u64)
            .and_then(|()| (0..most).map(|turn| self.repeated(env, (turns, least), body, turn)).collect());
        self.budget.loops.pop();
        let steps = steps?.into_iter().map_while(|it| it).collect();
        Ok(Value::op(OpValue::Repeat { count: turns, steps, span }))
    }

    /// One turn of `repeat`, where there are more turns than the ones before it.
    fn repeated(
        &mut self,
        env: &mut Env<'a>,
        (turns, least): (ExprId, i64),
        body: &'a Block,
        at: i64,
    ) -> Eval<Option<Value>> {
        let turn = self.exprs.int(at);
        let guard = if at < least { self.exprs.bool(true) } else { self.exprs.binary(BinaryOp::Less, turn, turns) };
        self.under(guard, |it| {
            it.frames.enter(&format!("layer{at}"));
            let value = it.block(env, body, format_args!("the body of `repeat`"));
            it.frames.leave();
            let value = value?;
            match value.kind {
                Kind::Op(_) | Kind::List(_) => Ok(value),
                _ => it.report(errors::wrong_type(body.span, "an operation", value.describe())),
            }
        })
    }

    /// `if` as an expression: it must have a value in every case.
    pub(super) fn if_else(&mut self, env: &mut Env<'a>, conditional: Conditional<'_, 'a>) -> Eval<Value> {
        let span = conditional.span;
        match self.if_or_nothing(env, conditional)? {
            Some(value) => Ok(value),
            None => self.report(errors::no_value(span, "this `if`")),
        }
    }

    pub(super) fn if_or_nothing(&mut self, env: &mut Env<'a>, conditional: Conditional<'_, 'a>) -> Eval<Option<Value>> {
        let Conditional { span, branches, otherwise, name } = conditional;
        let Some(((condition, then), rest)) = branches.split_first() else {
            return otherwise.map_or(Ok(None), |it| self.named_block(env, it, name));
        };
        let (holds, ty) = self.scalar(env, condition)?;
        if ty != Type::Bool {
            return self.report(errors::wrong_type(condition.span, "bool", ty.name()));
        }
        let holds = self.settled(holds);
        let not = self.exprs.not(holds);
        let first = self.under(holds, |it| it.named_block(env, then, name))?;
        let second = self.under(not, |it| it.if_or_nothing(env, Conditional { branches: rest, ..conditional }))?;
        match (first, second) {
            (Some(only), None) | (None, Some(only)) => Ok(only),
            (Some(Some(then)), Some(Some(otherwise))) => self.join(holds, [then, otherwise], span).map(Some),
            // A branch with a value beside one without: as an expression, the `if` has none.
            _ => Ok(None),
        }
    }

    /// A condition that is the same wherever elaboration stands, as a known truth value; any other as it is.
    fn settled(&mut self, condition: ExprId) -> ExprId {
        if self.exprs.as_bool(condition).is_some() {
            return condition;
        }
        match self.known_here(condition) {
            Ok(Some(known)) => self.exprs.bool(known),
            Ok(None) | Err(TooEntangled) => condition,
        }
    }

    /// The probes that are where elaboration stands, and those at which a condition holds; a bit each.
    pub(super) fn probed(&mut self, condition: ExprId) -> (u64, u64) {
        let context = Context { exprs: &self.exprs, decisions: &self.decisions };
        let here = self.guards.iter().fold(u64::MAX, |mask, it| mask & self.probes.holds(context, it.0));
        (here, self.probes.holds(context, condition))
    }

    /// What a condition is wherever elaboration stands, if it is the same in all of these architectures.
    fn known_here(&mut self, condition: ExprId) -> Result<Option<bool>, TooEntangled> {
        let (here, holds) = self.probed(condition);
        let context = Context { exprs: &self.exprs, decisions: &self.decisions };
        let guards = &self.guards;
        for (known, otherwise) in [(true, !holds), (false, holds)] {
            if here & otherwise != 0 {
                continue;
            }
            let otherwise = self.proofs.possible(|diagrams| {
                let holds = diagrams.of(context, condition)?;
                let otherwise = if known { diagrams.not(holds)? } else { holds };
                // From the outermost guard on, so that what surrounds several conditions is joined once.
                let mut here = diagrams.truth(true)?;
                for (guard, _) in guards {
                    let guard = diagrams.of(context, *guard)?;
                    here = diagrams.and(here, guard)?;
                }
                diagrams.and(here, otherwise)
            })?;
            if otherwise.is_none() {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    /// One value where a condition holds, the other elsewhere.
    pub(super) fn join(&mut self, condition: ExprId, [then, otherwise]: [Value; 2], span: Span) -> Eval<Value> {
        let not = self.exprs.not(condition);
        match (&then.kind, &otherwise.kind) {
            (Kind::Scalar(first, first_type), Kind::Scalar(second, second_type)) => match first_type.join(*second_type)
            {
                Some(ty) => Ok(Value::scalar(self.exprs.choose(condition, *first, *second), ty)),
                None => self.report(errors::mixed_alternatives(span, first_type.name(), second_type.name())),
            },
            (Kind::Tensor(first), Kind::Tensor(second)) => {
                Ok(Value::tensor(self.select(vec![(condition, *first), (not, *second)], span)?))
            }
            (Kind::List(first), Kind::List(second)) => {
                self.spend(span, (first.len() + second.len()) as u64)?;
                let mut items = Vec::with_capacity(first.len() + second.len());
                for (guard, list) in [(condition, first), (not, second)] {
                    for item in list.iter() {
                        items.push(Item { guard: self.exprs.all([guard, item.guard]), value: item.value.clone() });
                    }
                }
                Ok(Value::list(items))
            }
            (Kind::Op(_) | Kind::List(_), Kind::Op(_) | Kind::List(_)) => {
                Ok(Value::op(OpValue::If { condition, then, otherwise, span }))
            }
            (Kind::Poison, _) | (_, Kind::Poison) => Err(Reported),
            _ => self.report(errors::mixed_alternatives(span, then.describe(), otherwise.describe())),
        }
    }
}
