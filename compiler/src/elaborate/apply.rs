//! Applying operations to tensors.

use std::rc::Rc;

use nas_grammar::{Span, ast};
use smallvec::{SmallVec, smallvec};

use super::{
    Elaborator, Eval, Kind, Reported, budget,
    env::Env,
    errors, frame, param,
    site::Use,
    value::{Argument, Bound, Item, OpValue, Tensors, Value, Waiting},
};
use crate::ir::{DecisionId, Edge, ExprId, NodeId};

impl<'a> Elaborator<'a> {
    /// Applies an operation, or a list of operations one after another.
    pub(super) fn apply(&mut self, op: &Value, tensors: Tensors, span: Span) -> Eval<Value> {
        match &op.kind {
            Kind::Op(op) => self.apply_op(op, tensors, span),
            Kind::List(steps) => self.sequence(steps, tensors, span),
            Kind::Poison => Err(Reported),
            Kind::Scalar(..) | Kind::Tensor(_) => self.report(errors::not_callable(span, op.describe())),
        }
    }

    fn apply_op(&mut self, op: &OpValue, tensors: Tensors, span: Span) -> Eval<Value> {
        match op {
            OpValue::Primitive { op, args, span: at } => {
                let inputs = tensors.iter().map(edge).collect::<Option<_>>().ok_or(Reported)?;
                self.operation(op, args, inputs, *at).map(Value::tensor)
            }
            OpValue::Definition(bound) => self.apply_definition(bound, tensors, span),
            OpValue::Waiting(waiting, span) => self.apply_waiting(*waiting, *span),
            OpValue::Choice { decision, alternatives, span } => self.choice(*decision, alternatives, &tensors, *span),
            OpValue::If { condition, then, otherwise, span } => {
                self.conditional(*condition, [then, otherwise], &tensors, *span)
            }
            OpValue::Tied { tie, path, op, .. } => self.use_tied((*tie, path.as_ref()), op, tensors, span),
            OpValue::Sequence(steps, _) => self.sequence(steps, tensors, span),
            OpValue::Repeat { count, steps, span } => self.repetition(*count, steps, &tensors, *span),
        }
    }

    /// What still waits for arguments cannot be applied: says which.
    fn apply_waiting(&mut self, waiting: Waiting, span: Span) -> Eval<Value> {
        match waiting {
            Waiting::Primitive(op) => self.primitive(op, &[], span),
            Waiting::Definition(item) => {
                let ast::Item::Definition(definition) = self.program.item(item) else { return Err(Reported) };
                self.complete_now(item, definition, span)
            }
        }
    }

    /// One operation after another; one that is not there is left out.
    fn sequence(&mut self, steps: &[Item], mut tensors: Tensors, span: Span) -> Eval<Value> {
        for step in steps {
            let before = tensors.clone();
            let applied = self.under(step.guard, |it| it.apply(&step.value, before, op_span(&step.value, span)))?;
            let Some(applied) = applied else { continue };
            let after = if self.exprs.as_bool(step.guard) == Some(true) {
                applied
            } else {
                let before = self.single(&tensors, span)?;
                let step_span = op_span(&step.value, span);
                self.join(step.guard, [applied, Value::tensor(before)], step_span)?
            };
            tensors = self.tensors(&after, span)?;
        }
        self.single(&tensors, span).map(Value::tensor)
    }

    /// The only tensor, where there must be one.
    fn single(&mut self, tensors: &[Item], span: Span) -> Eval<NodeId> {
        match tensors {
            [only] => match self.present(only, span)?.kind {
                Kind::Tensor(node) => Ok(node),
                _ => Err(Reported),
            },
            _ => self.report(errors::missing_tensors(span, "this operation", 1, tensors.len())),
        }
    }

    /// The first `count` steps, for every count there may be.
    fn repetition(&mut self, count: ExprId, steps: &[Value], tensors: &[Item], span: Span) -> Eval<Value> {
        let mut node = self.single(tensors, span)?;
        let mut arms = vec![];
        for turn in 0..=steps.len() {
            let turns = self.exprs.int(turn as i64);
            let ends = self.exprs.equal(count, turns);
            if self.exprs.as_bool(ends) != Some(false) {
                arms.push((ends, node));
            }
            let Some(step) = steps.get(turn) else { break };
            let goes_on = self.exprs.binary(crate::ir::BinaryOp::Less, turns, count);
            let item = smallvec![Item { guard: self.exprs.bool(true), value: Value::tensor(node) }];
            let applied = self.under(goes_on, |it| it.apply(step, item, op_span(step, span)))?;
            match applied.map(|it| it.kind) {
                Some(Kind::Tensor(next)) => node = next,
                Some(_) => return Err(Reported),
                None => break,
            }
        }
        let arms = self.possible(arms, count, span)?;
        self.select(arms, span).map(Value::tensor)
    }

    /// The arms of the counts that can be.
    fn possible(&mut self, arms: Vec<(ExprId, NodeId)>, count: ExprId, span: Span) -> Eval<Vec<(ExprId, NodeId)>> {
        let (least, _) = self.bounds(count, span)?;
        let skipped = if self.exprs.as_const(count).is_some() { 0 } else { least.max(0) as usize };
        Ok(arms.into_iter().skip(skipped).collect())
    }

    fn choice(&mut self, decision: DecisionId, alternatives: &[Value], tensors: &[Item], span: Span) -> Eval<Value> {
        let mut arms = vec![];
        let mut failed = false;
        for (index, alternative) in alternatives.iter().enumerate() {
            if matches!(alternative.kind, Kind::Poison) {
                continue;
            }
            let taken = self.exprs.is(decision, index as u32);
            match self.under(taken, |it| it.apply(alternative, tensors.into(), op_span(alternative, span))) {
                Ok(Some(Value { kind: Kind::Tensor(node), .. })) => arms.push((taken, node)),
                Ok(_) => {}
                Err(Reported) => failed = true,
            }
        }
        if failed {
            return Err(Reported);
        }
        self.select(arms, span).map(Value::tensor)
    }

    fn conditional(
        &mut self,
        condition: ExprId,
        [then, otherwise]: [&Value; 2],
        tensors: &[Item],
        span: Span,
    ) -> Eval<Value> {
        let not = self.exprs.not(condition);
        let first = self.under(condition, |it| it.apply(then, tensors.into(), span))?;
        let second = self.under(not, |it| it.apply(otherwise, tensors.into(), span))?;
        match (first, second) {
            (Some(only), None) | (None, Some(only)) => Ok(only),
            (Some(first), Some(second)) => self.join(condition, [first, second], span),
            (None, None) => Err(Reported),
        }
    }

    // Definitions

    pub(super) fn apply_definition(&mut self, bound: &Bound, tensors: Tensors, span: Span) -> Eval<Value> {
        let ast::Item::Definition(definition) = self.program.item(bound.item) else { return Err(Reported) };
        if !definition.params.iter().any(param::is_input) {
            let op = self.body(definition, bound, &[])?;
            return self.apply(&op, tensors, span);
        }
        // Tensors go to the inputs in order, those aside that were given by name.
        let params = definition.params.iter().enumerate();
        let inputs = params.filter(|(at, it)| param::is_input(it) && !bound.gives(*at)).map(|it| it.0);
        if inputs.clone().count() != tensors.len() {
            let inputs = inputs.count();
            return self.report(errors::missing_tensors(span, &definition.name.text, inputs, tensors.len()));
        }
        let mut given = SmallVec::<[Argument; 2]>::new();
        for (input, tensor) in inputs.zip(&tensors) {
            given.push((input, self.present(tensor, span)?, span));
        }
        self.body(definition, bound, &given)
    }

    /// Evaluates the body of a definition with its tensors.
    pub(super) fn body(&mut self, definition: &'a ast::Definition, bound: &Bound, tensors: &[Argument]) -> Eval<Value> {
        if self.budget.calls.len() >= budget::DEPTH {
            self.budget.exhausted = true;
            return self.report(errors::endless_recursion(bound.span, &definition.name.text));
        }
        self.budget.calls.push(bound.span);
        let result = self.body_in_frame(definition, bound, tensors);
        self.budget.calls.pop();
        result
    }

    fn body_in_frame(&mut self, definition: &'a ast::Definition, bound: &Bound, tensors: &[Argument]) -> Eval<Value> {
        let mut env = Env::new(bound.item.module, self.guards.len());
        let given = |param: usize| {
            let argument = tensors.iter().chain(&bound.args).find(|it| it.0 == param)?;
            Some((argument.1.clone(), argument.2))
        };
        self.parameters(&mut env, &definition.params, given, (&definition.name.text, bound.span))?;
        let levels = self.enter(definition, bound);
        let outer = self.site.take();
        self.site = Some(Rc::new(Use { span: bound.span, path: self.frames.path(), outer: outer.clone() }));
        let value = match &definition.body {
            ast::Body::Expr(body) => self.named(&mut env, body, Some(&bound.name)),
            ast::Body::Block(block) => self.block(&mut env, block, format_args!("`{}`", definition.name.text)),
        };
        self.site = outer;
        (0..levels).for_each(|_| self.frames.leave());
        value
    }

    /// Goes to where the decisions of a definition belong; returns how many levels to leave again.
    fn enter(&mut self, definition: &ast::Definition, bound: &Bound) -> usize {
        if let Some(path) = &bound.instance {
            self.frames.enter_instance(path.clone());
            return 1;
        }
        // An operation from outside of the instance that applies it makes its decisions in the instance.
        let outside = self.frames.instance().is_some_and(|it| !frame::is_within(&bound.level, it));
        let level = if outside { self.frames.path() } else { bound.level.clone() };
        self.frames.enter_at(level);
        // `op edge(c: int) = oneof { … }`: the decision itself bears the name.
        if let ast::Body::Expr(body) = &definition.body
            && is_decision(body)
        {
            return 1;
        }
        self.frames.enter(&bound.name);
        2
    }
}

/// Returns whether an expression is a decision, which bears the name of what it is bound to.
fn is_decision(expr: &ast::Expr) -> bool {
    match &*expr.kind {
        ast::ExprKind::OneOf(_)
        | ast::ExprKind::OneOfValues(_)
        | ast::ExprKind::Pick { .. }
        | ast::ExprKind::Maybe(_) => true,
        ast::ExprKind::Paren(inner) => is_decision(inner),
        _ => false,
    }
}

fn edge(item: &Item) -> Option<Edge> {
    match item.value.kind {
        Kind::Tensor(source) => Some(Edge { source, guard: item.guard }),
        _ => None,
    }
}

/// Where an operation stands, for what it makes; `span` for what has no place of its own.
fn op_span(value: &Value, span: Span) -> Span {
    match &value.kind {
        Kind::Op(op) => op.span(),
        _ => span,
    }
}
