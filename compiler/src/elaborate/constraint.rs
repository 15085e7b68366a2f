//! `require`: evaluated once the whole space is elaborated, so that the order of declarations does not matter.

use nas_grammar::{
    Span,
    ast::{self, Expr, ExprKind},
};

use super::{
    Elaborator, Eval, Reported,
    call::Call,
    env::Env,
    errors,
    value::{Type, Value},
};
use crate::ir::{Built, Constraint, CostKind, DecisionId, Domain, Expr as IrExpr, ExprId};

/// A `require` and what was visible to it.
#[derive(Debug)]
pub(super) struct Requirement<'a> {
    pub(super) env: Env<'a>,
    pub(super) condition: &'a Expr,
    pub(super) reason: Option<String>,
    pub(super) guard: ExprId,
    pub(super) span: Span,
}

/// What a condition joins with `and`.
fn conjuncts<'a>(condition: &'a Expr, parts: &mut Vec<&'a Expr>) {
    match &*condition.kind {
        ExprKind::Binary { op: ast::BinaryOp::And, left, right } => {
            conjuncts(left, parts);
            conjuncts(right, parts);
        }
        ExprKind::Paren(inner) => conjuncts(inner, parts),
        _ => parts.push(condition),
    }
}

impl<'a> Elaborator<'a> {
    /// Evaluates all requirements. After other mistakes labels may be missing that were meant to be there, so then
    /// nothing is said.
    pub(super) fn constrain(&mut self, failed: bool) -> Eval<()> {
        if failed {
            return Ok(());
        }
        self.in_constraint = true;
        self.fixed = Some("a constraint");
        let mut result = Ok(());
        for requirement in std::mem::take(&mut self.requirements) {
            result = self.requirement(&requirement).and(result);
        }
        self.in_constraint = false;
        self.fixed = None;
        result
    }

    fn requirement(&mut self, requirement: &Requirement<'a>) -> Eval<()> {
        let mut parts = vec![];
        conjuncts(requirement.condition, &mut parts);
        let mut result = Ok(());
        for part in &parts {
            let span = if parts.len() == 1 { requirement.span } else { part.span };
            result = self.required(requirement, part, span).and(result);
        }
        result
    }

    /// One condition of a requirement, to be blamed by itself.
    fn required(&mut self, requirement: &Requirement<'a>, condition: &'a Expr, span: Span) -> Eval<()> {
        let Requirement { env, reason, guard, .. } = requirement;
        let (mut env, guard) = (env.clone(), *guard);
        let holds = self.under(guard, |it| it.scalar(&mut env, condition))?;
        let Some((holds, ty)) = holds else { return Ok(()) };
        if ty != Type::Bool {
            return self.report(errors::wrong_type(condition.span, "a condition", ty.name()));
        }
        let condition_text = self.program.modules.sources.text(condition.span).to_owned();
        let condition = self.exprs.implies(guard, holds);
        let constraint = Constraint { condition, reason: reason.clone(), text: condition_text, span };
        // A cell that is applied several times requires the same each time.
        if !self.constraints.iter().any(|it| it.condition == condition && it.span == span) {
            self.constraints.push(constraint);
        }
        Ok(())
    }

    /// The cost that a name stands for.
    pub(super) fn cost(&mut self, name: &ast::Name) -> Eval<Option<Value>> {
        if name.text == "connected" {
            let connected = self.exprs.intern(IrExpr::Connected);
            return self.only_in_constraint(name, Value::scalar(connected, Type::Bool)).map(Some);
        }
        let Some(kind) = CostKind::ALL.into_iter().find(|it| it.name() == name.text) else { return Ok(None) };
        let cost = self.exprs.intern(IrExpr::Cost(kind, Built::AsBuilt));
        self.only_in_constraint(name, Value::scalar(cost, cost_type(kind))).map(Some)
    }

    fn only_in_constraint(&mut self, name: &ast::Name, value: Value) -> Eval<Value> {
        if self.in_constraint { Ok(value) } else { self.report(errors::misplaced_cost(name.span, &name.text)) }
    }

    /// `simplified(params)`
    pub(super) fn simplified(&mut self, call: &Call<'_, 'a>) -> Eval<Value> {
        let [arg] = call.args else {
            return self.report(errors::missing_argument(call.span, "simplified", "cost", "cost"));
        };
        let named = match &*arg.value.kind {
            ExprKind::Path(path) if path.names.len() == 1 => {
                CostKind::ALL.into_iter().find(|it| it.name() == path.names[0].text)
            }
            _ => None,
        };
        let Some(kind) = named else {
            return self.report(errors::wrong_type(arg.span, "a cost such as `params`", "something else"));
        };
        if !self.in_constraint {
            return self.report(errors::misplaced_cost(call.span, "simplified"));
        }
        let cost = self.exprs.intern(IrExpr::Cost(kind, Built::Simplified));
        Ok(Value::scalar(cost, cost_type(kind)))
    }

    fn declares_device(&self, name: &str) -> bool {
        let entry = &self.program.modules.list[0].ast.items;
        entry.iter().any(
            |it| matches!(it, ast::Item::Section(it) if it.kind == ast::SectionKind::Device && it.name.text == name),
        )
    }

    /// `latency(note10)`
    pub(super) fn latency(&mut self, call: &Call<'_, 'a>) -> Eval<Value> {
        let [arg] = call.args else {
            return self.report(errors::missing_argument(call.span, "latency", "device", "device"));
        };
        if !self.in_constraint {
            return self.report(errors::misplaced_cost(call.span, "latency"));
        }
        let name = match &*arg.value.kind {
            ExprKind::Path(path) if path.names.len() == 1 => &path.names[0],
            _ => return self.report(errors::wrong_type(arg.span, "the name of a device", "something else")),
        };
        let Some(device) = self.program.devices.get(&name.text) else {
            if self.declares_device(&name.text) {
                // What is wrong with it was reported.
                return Err(Reported);
            }
            let known = self.program.devices.keys().map(String::as_str);
            return self.report(errors::unknown_device(name, known));
        };
        if self.devices.iter().all(|it| it.name != device.name) {
            self.devices.push(device.clone());
        }
        let latency = self.exprs.intern(IrExpr::Latency(device.name.clone()));
        Ok(Value::scalar(latency, Type::Duration))
    }

    /// `count(skip)`, `count(normal.skip)`: how many decisions take an alternative of that name.
    pub(super) fn count(&mut self, call: &Call<'_, 'a>) -> Eval<Value> {
        let [arg] = call.args else {
            return self.report(errors::missing_argument(call.span, "count", "label", "name of an alternative"));
        };
        if !self.in_constraint {
            return self.report(errors::misplaced_cost(call.span, "count"));
        }
        let Some((level, label)) = label(&arg.value) else {
            return self.report(errors::wrong_type(arg.span, "the name of an alternative", "something else"));
        };
        let taken = self.labelled(level.as_deref(), &label);
        // An alternative that only other arguments of the space would lead to is taken nowhere.
        if taken.is_empty() && !(level.is_none() && self.is_alternative_somewhere(&label)) {
            let known = self.labels();
            if let Some(level) = level.filter(|_| known.contains(&label)) {
                return self.report(errors::unknown_level(arg.span, &level, &label));
            }
            return self.report(errors::unknown_label(arg.span, &label, known.iter().map(String::as_str)));
        }
        let (one, none) = (self.exprs.int(1), self.exprs.int(0));
        let mut terms = Vec::with_capacity(taken.len());
        for (decision, index) in taken {
            let active = self.decisions[decision.0 as usize].active;
            let is = self.exprs.is(decision, index);
            let counts = self.exprs.all([active, is]);
            terms.push(self.exprs.choose(counts, one, none));
        }
        Ok(Value::scalar(self.exprs.sum(terms), Type::Int))
    }

    /// The decisions that have an alternative of a name, below a level of paths.
    fn labelled(&self, level: Option<&str>, label: &str) -> Vec<(DecisionId, u32)> {
        let below = |path: &str| {
            let rest = level.map_or(Some(""), |it| path.strip_prefix(it));
            rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
        };
        let index = |domain: &Domain| match domain {
            Domain::Alternatives(names) => names.iter().position(|it| it == label),
            Domain::Values(_) | Domain::Subset { .. } => None,
        };
        let decisions = self.decisions.iter().enumerate().filter(|it| below(&it.1.path));
        decisions.filter_map(|(at, it)| Some((DecisionId(at as u32), index(&it.domain)? as u32))).collect()
    }

    /// Returns whether any `oneof` of the program, elaborated or not, has an alternative of a name.
    fn is_alternative_somewhere(&self, label: &str) -> bool {
        let mut found = false;
        let mut visit = |it: &Expr| {
            if let ExprKind::OneOf(alternatives) = &*it.kind {
                found |= alternatives.iter().any(|it| it.name.text == label);
            }
        };
        self.program.modules.list.iter().for_each(|it| it.ast.walk(&mut visit));
        found
    }

    fn labels(&self) -> Vec<String> {
        let names = |it: &Domain| match it {
            Domain::Alternatives(names) => names.clone(),
            Domain::Values(_) | Domain::Subset { .. } => vec![],
        };
        let mut labels: Vec<String> = self.decisions.iter().flat_map(|it| names(&it.domain)).collect();
        labels.sort();
        labels.dedup();
        labels
    }
}

fn cost_type(kind: CostKind) -> Type {
    if kind == CostKind::Memory { Type::Bytes } else { Type::Int }
}

/// Reads `label` or `level.label`.
fn label(expr: &Expr) -> Option<(Option<String>, String)> {
    match &*expr.kind {
        ExprKind::Path(path) if path.names.len() == 1 => Some((None, path.names[0].text.clone())),
        ExprKind::Field { base, name } => {
            let (outer, inner) = label(base)?;
            let level = super::frame::join(outer.as_deref().unwrap_or_default(), &inner);
            Some((Some(level.to_string()), name.text.clone()))
        }
        _ => None,
    }
}
