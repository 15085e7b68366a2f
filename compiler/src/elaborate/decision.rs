//! `oneof`, `pick` and `maybe`.

use std::collections::BTreeMap;

use nas_grammar::{
    Span,
    ast::{self, Expr, ExprKind},
};

use super::{
    Elaborator, Eval, Kind, Reported,
    env::Env,
    errors, frame,
    value::{Item, OpValue, Type, Value},
};
use crate::ir::{Decision, DecisionId, Domain, Expr as IrExpr, Scalar};

/// The most values of one decision.
const VALUES: usize = 100_000;

impl<'a> Elaborator<'a> {
    /// Makes a decision, or finds it again where a cell instance is used again.
    fn decide(&mut self, domain: Domain, name: &str, span: Span) -> Eval<DecisionId> {
        let (decision, made) = self.begin(domain.clone(), name, span)?;
        self.settle(decision, made, domain, span)?;
        Ok(decision)
    }

    /// Begins a decision whose values may still have to be evaluated, where it is taken.
    fn begin(&mut self, domain: Domain, name: &str, span: Span) -> Eval<(DecisionId, Made)> {
        if let Some(place) = self.fixed {
            return self.report(errors::misplaced_decision(span, place));
        }
        let mut path = self.frames.unique(name);
        let active = self.guard();
        while let Some(at) = self.paths.get(&path).copied() {
            // The same place of the same instance, unless something else merely came by the same path.
            if self.frames.instance().is_some() && self.decisions[at].span == span {
                let known = self.decisions[at].active;
                self.decisions[at].active = self.exprs.either(known, active);
                return Ok((DecisionId(at as u32), Made::Before));
            }
            path = self.frames.unique(name);
        }
        self.paths.insert(path.clone(), self.decisions.len());
        self.decisions.push(Decision { path: path.to_string(), domain, active, span });
        Ok((DecisionId((self.decisions.len() - 1) as u32), Made::Now))
    }

    /// Says what a decision chooses from, or checks that it is what it was.
    fn settle(&mut self, decision: DecisionId, made: Made, domain: Domain, span: Span) -> Eval<()> {
        let known = &mut self.decisions[decision.0 as usize];
        if made == Made::Before {
            if known.domain == domain {
                return Ok(());
            }
            let diagnostic = errors::differing_instance(span, &known.path, known.span);
            return self.report(diagnostic);
        }
        // A `pick` in a loop often begins with as many items as it picks; a choice from one is an oversight.
        if domain.size() == 1 && !matches!(domain, Domain::Subset { .. }) {
            self.diagnostics.push(errors::single_alternative(span));
        }
        known.domain = domain;
        Ok(())
    }

    fn path_of(&self, decision: DecisionId) -> String {
        self.decisions[decision.0 as usize].path.clone()
    }

    /// `oneof [3, 5, 7]`, `oneof 1..=4`, `oneof nodes`
    pub(super) fn one_of_values(
        &mut self,
        env: &mut Env<'a>,
        span: Span,
        values: &'a Expr,
        name: Option<&str>,
    ) -> Eval<Value> {
        if let ExprKind::List(items) = &*values.kind
            && !items.is_empty()
        {
            return self.one_of_literal(env, items, (span, name));
        }
        let list = self.expr(env, values)?;
        let Kind::List(items) = &list.kind else {
            return self.report(errors::wrong_type(values.span, "a list to choose from", list.describe()));
        };
        if items.is_empty() {
            return self.report(errors::empty_choice(span));
        }
        let items: Vec<Value> = items.iter().map(|it| self.present(it, span)).collect::<Eval<_>>()?;
        let (decision, made) = self.begin(numbered(items.len()), name.unwrap_or("value"), span)?;
        self.one_of_items(decision, made, items, (span, &[]))
    }

    /// A choice from a literal list: its items are evaluated where they are taken.
    fn one_of_literal(
        &mut self,
        env: &mut Env<'a>,
        items: &'a [Expr],
        (span, name): (Span, Option<&str>),
    ) -> Eval<Value> {
        let (decision, made) = self.begin(numbered(items.len()), name.unwrap_or("value"), span)?;
        let mut values = Vec::with_capacity(items.len());
        let mut failed = false;
        for (index, item) in items.iter().enumerate() {
            match self.taken(decision, index as u32, &index.to_string(), |it| it.expr(env, item)) {
                Ok(value) => values.push(value),
                Err(Reported) => failed = true,
            }
        }
        if failed {
            return Err(Reported);
        }
        let places: Vec<Span> = items.iter().map(|it| it.span).collect();
        self.one_of_items(decision, made, values, (span, &places))
    }

    /// The value of a choice between the items of a list: known scalars are its values, anything else is numbered.
    fn one_of_items(
        &mut self,
        decision: DecisionId,
        made: Made,
        items: Vec<Value>,
        (span, places): (Span, &[Span]),
    ) -> Eval<Value> {
        let known = |it: &Value| match it.kind {
            Kind::Scalar(expr, _) => self.exprs.as_const(expr).cloned(),
            _ => None,
        };
        let Some(scalars) = items.iter().map(known).collect::<Option<Vec<Scalar>>>() else {
            self.settle(decision, made, numbered(items.len()), span)?;
            return self.outcome(decision, items, span);
        };
        let ty = self.common_type(&scalars, span, places)?;
        self.settle(decision, made, Domain::Values(scalars), span)?;
        let value = self.exprs.intern(IrExpr::Value(decision));
        Ok(Value::scalar(value, ty).decided(decision))
    }

    /// The type of distinct values.
    fn common_type(&mut self, scalars: &[Scalar], span: Span, places: &[Span]) -> Eval<Type> {
        if scalars.len() > VALUES {
            return self.report(errors::too_many_values(span, scalars.len()));
        }
        let place = |at: usize| places.get(at).copied();
        let mut seen = BTreeMap::new();
        let mut ty = Type::of(&scalars[0]);
        for (at, scalar) in scalars.iter().enumerate() {
            let here = place(at).unwrap_or(span);
            if let Some(first) = seen.insert(identity(scalar), at) {
                return self.report(errors::duplicate_alternative(here, &scalar.to_string(), place(first)));
            }
            match ty.join(Type::of(scalar)) {
                Some(joined) => ty = joined,
                None => return self.report(errors::mixed_alternatives(here, ty.name(), scalar.type_name())),
            }
        }
        Ok(ty)
    }

    /// Evaluates something where a decision takes one of its values, a level further down.
    fn taken(
        &mut self,
        decision: DecisionId,
        index: u32,
        level: &str,
        evaluate: impl FnOnce(&mut Self) -> Eval<Value>,
    ) -> Eval<Value> {
        let taken = self.exprs.is(decision, index);
        let level = frame::join(&self.path_of(decision), level);
        let value = self.under(taken, |it| {
            it.frames.enter_at(level);
            let value = evaluate(it);
            it.frames.leave();
            value
        })?;
        Ok(value.unwrap_or_else(Value::poison))
    }

    /// `oneof { conv: conv(8), skip: identity() }`
    pub(super) fn one_of(
        &mut self,
        env: &mut Env<'a>,
        span: Span,
        alternatives: &'a [ast::Alternative],
        name: Option<&str>,
    ) -> Eval<Value> {
        for (at, alternative) in alternatives.iter().enumerate() {
            let name = &alternative.name;
            if let Some(first) = alternatives[..at].iter().find(|it| it.name.text == name.text) {
                return self.report(errors::duplicate_alternative(name.span, &name.text, Some(first.name.span)));
            }
        }
        let names = alternatives.iter().map(|it| it.name.text.clone()).collect();
        let decision = self.decide(Domain::Alternatives(names), name.unwrap_or("op"), span)?;
        let mut values = Vec::with_capacity(alternatives.len());
        let mut failed = false;
        for (index, alternative) in alternatives.iter().enumerate() {
            let name = &alternative.name;
            let value = self.taken(decision, index as u32, &name.text, |it| match &alternative.value {
                Some(value) => it.expr(env, value),
                None => it.bare_alternative(env, name),
            });
            match value {
                Ok(value) => values.push(value),
                Err(Reported) => failed = true,
            }
        }
        if failed { Err(Reported) } else { self.outcome(decision, values, span) }
    }

    /// `maybe conv(8)` is `oneof { skip: identity(), op: conv(8) }`.
    pub(super) fn maybe(&mut self, env: &mut Env<'a>, span: Span, op: &'a Expr, name: Option<&str>) -> Eval<Value> {
        if matches!(&*op.kind, ExprKind::Record(_)) {
            return self.report(errors::several_for_maybe(op.span));
        }
        let names = vec!["skip".to_owned(), "op".to_owned()];
        let decision = self.decide(Domain::Alternatives(names), name.unwrap_or("maybe"), span)?;
        let value = self.taken(decision, 1, "op", |it| it.expr(env, op))?;
        let skip = match crate::ops::find("identity") {
            Some(identity) => self.primitive(identity, &[], span)?,
            None => return Err(Reported),
        };
        self.outcome(decision, vec![skip, value], span)
    }

    /// The value of a choice between values of one kind.
    fn outcome(&mut self, decision: DecisionId, values: Vec<Value>, span: Span) -> Eval<Value> {
        let is_op = |it: &Value| matches!(it.kind, Kind::Op(_) | Kind::List(_) | Kind::Poison);
        if values.iter().all(is_op) {
            let op = OpValue::Choice { decision, alternatives: values, span };
            return Ok(Value::op(op).decided(decision));
        }
        let mut indexed = values.into_iter().enumerate().rev();
        let Some((_, mut result)) = indexed.next() else { return Err(Reported) };
        if matches!(result.kind, Kind::Tensor(_)) {
            return self.chosen_tensor(decision, result, indexed.rev(), span);
        }
        for (index, value) in indexed {
            let taken = self.exprs.is(decision, index as u32);
            result = self.join(taken, [value, result], span)?;
        }
        Ok(result.decided(decision))
    }

    /// The value of a choice between tensors: one node that forwards the chosen one.
    fn chosen_tensor(
        &mut self,
        decision: DecisionId,
        last: Value,
        others: impl Iterator<Item = (usize, Value)>,
        span: Span,
    ) -> Eval<Value> {
        let mut arms = vec![];
        let others: Vec<(usize, Value)> = others.collect();
        let count = others.len();
        for (index, value) in others.into_iter().chain([(count, last)]) {
            let taken = self.exprs.is(decision, index as u32);
            match value.kind {
                Kind::Tensor(node) => arms.push((taken, node)),
                _ => return self.report(errors::mixed_alternatives(span, "tensor", value.describe())),
            }
        }
        Ok(Value::tensor(self.select(arms, span)?).decided(decision))
    }

    /// `pick 2 of list`: the list with two of its items.
    pub(super) fn pick(
        &mut self,
        env: &mut Env<'a>,
        span: Span,
        [count, from]: [&'a Expr; 2],
        name: Option<&str>,
    ) -> Eval<Value> {
        let (min, max) = self.pick_count(env, count)?;
        let source = self.pick_source(env, from)?;
        let items = source.len();
        if min > max || max as usize > items {
            let noun = if items == 1 { "item" } else { "items" };
            return self.report(errors::bad_pick(count.span, format!("{max} of {items} {noun} cannot be picked")));
        }
        let Some(subsets) = subsets(items as u32, min, max) else {
            let how_many = if min == max { max.to_string() } else { format!("{min} to {max}") };
            let message = format!("there are more than 100,000 ways to pick {how_many} of {items} items");
            return self.report(errors::bad_pick(span, message));
        };
        let domain = Domain::Subset { items: items as u32, min, max, subsets };
        let decision = self.decide(domain, name.unwrap_or("pick"), span)?;
        let mut picked = Vec::with_capacity(items);
        for at in 0..items {
            let member = self.exprs.member(decision, at as u32);
            if let Some(value) = self.under(member, |it| it.picked(env, &source, at))? {
                picked.push(Item { guard: member, value });
            }
        }
        Ok(Value::list(picked).decided(decision))
    }

    fn pick_count(&mut self, env: &mut Env<'a>, count: &'a Expr) -> Eval<(u32, u32)> {
        let value = self.expr(env, count)?;
        let counts = match &value.kind {
            Kind::List(items) => self.known_scalars(items),
            Kind::Scalar(expr, Type::Int) => self.exprs.as_const(*expr).map(|it| vec![it.clone()]),
            Kind::Poison => return Err(Reported),
            _ => None,
        };
        let counts: Option<Vec<u32>> =
            counts.and_then(|it| it.iter().map(|it| u32::try_from(it.as_int()?).ok()).collect());
        match counts.as_deref() {
            Some([only]) => Ok((*only, *only)),
            Some(counts @ [first, .., last]) if counts.windows(2).all(|it| it[1] == it[0].saturating_add(1)) => {
                Ok((*first, *last))
            }
            _ => self.report(errors::bad_pick(
                count.span,
                "how many are picked must be known, such as `2` or `1..=3`".to_owned(),
            )),
        }
    }
}

/// Whether a decision is made now or was made at an earlier use of a cell instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    Now,
    Before,
}

/// The domain of a choice between things without a name.
fn numbered(count: usize) -> Domain {
    Domain::Alternatives((0..count).map(|it| it.to_string()).collect())
}

/// What equal values have in common: `8` and `8.0` are the same number.
fn identity(value: &Scalar) -> String {
    match value {
        Scalar::Float(it) if it.fract() == 0.0 => format!("{it:.0}"),
        other => other.to_string(),
    }
}

/// What a `pick` picks from.
enum Source<'a> {
    /// Items that were evaluated already.
    Items(std::rc::Rc<Vec<Item>>),
    /// The items of a literal list, evaluated where they are picked.
    Literal(&'a [Expr]),
    /// The turns of a loop, evaluated where they are picked.
    Loop { pattern: &'a ast::Pattern, items: std::rc::Rc<Vec<Item>>, body: &'a ast::Block },
}

impl Source<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Items(items) | Self::Loop { items, .. } => items.len(),
            Self::Literal(items) => items.len(),
        }
    }
}

impl<'a> Elaborator<'a> {
    fn pick_source(&mut self, env: &mut Env<'a>, from: &'a Expr) -> Eval<Source<'a>> {
        match &*from.kind {
            ExprKind::Paren(inner) => self.pick_source(env, inner),
            ExprKind::List(items) => Ok(Source::Literal(items)),
            ExprKind::For { pattern, items, body } => {
                let list = self.always_there(env, items)?;
                self.demand_fit(env, pattern, items, &list)?;
                Ok(Source::Loop { pattern, items: list, body })
            }
            _ => Ok(Source::Items(self.always_there(env, from)?)),
        }
    }

    /// Evaluates a list all of whose items are there in every architecture.
    fn always_there(&mut self, env: &mut Env<'a>, expr: &'a Expr) -> Eval<std::rc::Rc<Vec<Item>>> {
        let value = self.expr(env, expr)?;
        match value.kind {
            Kind::List(items) => {
                for item in items.iter() {
                    self.present(item, expr.span)?;
                }
                Ok(items)
            }
            Kind::Poison => Err(Reported),
            Kind::Scalar(..) | Kind::Tensor(_) | Kind::Op(_) => {
                self.report(errors::nothing_to_pick_from(expr.span, value.describe()))
            }
        }
    }

    fn picked(&mut self, env: &mut Env<'a>, source: &Source<'a>, at: usize) -> Eval<Value> {
        match source {
            Source::Items(items) => Ok(items[at].value.clone()),
            Source::Literal(items) => self.expr(env, &items[at]),
            Source::Loop { pattern, items, body } => match self.turn(env, (pattern, body), &items[at], at)?.flatten() {
                Some(value) => Ok(value),
                None => self.report(errors::no_value(body.span, "the body of this loop")),
            },
        }
    }
}

/// All subsets of some items with `min` to `max` members, by size and then in lexicographic order; nothing if there are
/// too many.
fn subsets(items: u32, min: u32, max: u32) -> Option<Vec<Vec<u32>>> {
    let mut all = vec![];
    for size in min..=max {
        let mut subset: Vec<u32> = (0..size).collect();
        loop {
            all.push(subset.clone());
            if all.len() > VALUES {
                return None;
            }
            let Some(at) = (0..size as usize).rev().find(|it| subset[*it] < items - size + *it as u32) else { break };
            subset[at] += 1;
            for next in at + 1..size as usize {
                subset[next] = subset[next - 1] + 1;
            }
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::subsets;

    #[test]
    fn subsets_are_counted_by_binomials() {
        assert_eq!(subsets(4, 2, 2).map(|it| it.len()), Some(6));
        assert_eq!(subsets(5, 1, 3).map(|it| it.len()), Some(5 + 10 + 10));
        assert_eq!(subsets(3, 0, 3).map(|it| it.len()), Some(8));
        assert_eq!(subsets(3, 2, 2), Some(vec![vec![0, 1], vec![0, 2], vec![1, 2]]));
        assert_eq!(subsets(40, 20, 20), None);
    }
}
