//! Expressions.

use std::sync::Arc;

use nas_grammar::ast::{self, Expr, ExprKind, Unit};
use smallvec::smallvec;

use super::{
    Elaborator, Eval, Kind, Reported,
    env::Env,
    errors,
    loops::Conditional,
    value::{Item, OpValue, Tensors, Type, Value},
};
use crate::{
    ir::{CostKind, Scalar},
    names::{ItemId, Target},
    ops,
};

impl<'a> Elaborator<'a> {
    /// Evaluates an expression.
    pub(super) fn expr(&mut self, env: &mut Env<'a>, expr: &'a Expr) -> Eval<Value> {
        self.named(env, expr, None)
    }

    /// Evaluates an expression that is given a name: if it is a decision or a cell, that is its name in paths.
    pub(super) fn named(&mut self, env: &mut Env<'a>, expr: &'a Expr, name: Option<&str>) -> Eval<Value> {
        self.spend(expr.span, 1)?;
        match &*expr.kind {
            ExprKind::Number { value, whole, unit } => self.number(expr, (*value, *whole), *unit),
            ExprKind::Text(text) => Ok(self.known(Scalar::Str(text.clone()))),
            ExprKind::Bool(value) => Ok(self.known(Scalar::Bool(*value))),
            ExprKind::Path(path) => self.path(env, path, name),
            ExprKind::List(items) => self.list(env, items),
            ExprKind::Record(_) => {
                self.report(errors::misplaced(expr.span, "a record", "records stand in `task` and `search`"))
            }
            ExprKind::Call { callee, args } => self.call(env, expr.span, callee, args, name),
            ExprKind::Index { base, index } => self.index(env, base, index),
            ExprKind::Slice { base, start, end, inclusive } => {
                self.slice(env, base, [start.as_ref(), end.as_ref()], *inclusive)
            }
            ExprKind::Field { base, name } => self.field(env, base, name),
            ExprKind::Unary { op, operand } => self.unary(env, expr.span, *op, operand),
            ExprKind::Binary { op, left, right } => self.binary(env, *op, left, right),
            ExprKind::Is { value, name } => self.is(env, value, name),
            ExprKind::Range { .. } => self.range(env, expr),
            ExprKind::Pipe(stages) => self.pipe(env, stages),
            ExprKind::OneOfValues(values) => self.one_of_values(env, expr.span, values, name),
            ExprKind::OneOf(alternatives) => self.one_of(env, expr.span, alternatives, name),
            ExprKind::Pick { count, from } => self.pick(env, expr.span, [count, from], name),
            ExprKind::Maybe(op) => self.maybe(env, expr.span, op, name),
            ExprKind::For { pattern, items, body } => self.for_each(env, pattern, items, body),
            ExprKind::Repeat { count, body } => self.repeat(env, expr.span, count, body),
            ExprKind::If { branches, otherwise } => {
                let conditional = Conditional { span: expr.span, branches, otherwise: otherwise.as_ref(), name };
                self.if_else(env, conditional)
            }
            ExprKind::Paren(inner) => self.named(env, inner, name),
        }
    }

    /// Spends steps of elaboration.
    pub(super) fn spend(&mut self, span: nas_grammar::Span, steps: u64) -> Eval<()> {
        if self.budget.exhausted {
            return Err(Reported);
        }
        if self.budget.spend(steps, self.nodes.len()) {
            return Ok(());
        }
        self.budget.exhausted = true;
        let (span, turns) = self.budget.culprit().unwrap_or((span, 0));
        self.report(errors::too_large(span, turns))
    }

    /// A value that depends on nothing.
    pub(super) fn known(&mut self, value: Scalar) -> Value {
        let ty = Type::of(&value);
        Value::scalar(self.exprs.constant(value), ty)
    }

    fn number(&mut self, expr: &Expr, (value, whole): (f64, bool), unit: Unit) -> Eval<Value> {
        let scalar = match unit {
            Unit::One if whole => Scalar::Int(value as i64),
            Unit::One | Unit::Percent => Scalar::Float(value),
            Unit::Time => Scalar::Duration(value),
            Unit::Memory => Scalar::Bytes(value.round() as i64),
            Unit::Trials | Unit::Epochs => {
                return self.report(errors::misplaced(expr.span, "a number of trials", "trials stand in a `budget`"));
            }
        };
        Ok(self.known(scalar))
    }

    fn list(&mut self, env: &mut Env<'a>, items: &'a [Expr]) -> Eval<Value> {
        let always = self.exprs.bool(true);
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push(Item { guard: always, value: self.expr(env, item)? });
        }
        Ok(Value::list(values))
    }

    // Names

    fn path(&mut self, env: &mut Env<'a>, path: &'a ast::Path, name: Option<&str>) -> Eval<Value> {
        match path.names.as_slice() {
            [only] => self.name(env, only, name),
            [module, item] => {
                let item = self.in_module(env, module, item)?;
                self.item(item, path.span, name)
            }
            _ => self.report(errors::unknown_name(&path.names[0], [])),
        }
    }

    fn name(&mut self, env: &mut Env<'a>, name: &'a ast::Name, given: Option<&str>) -> Eval<Value> {
        if let Some(value) = env.get(&name.text) {
            return if matches!(value.kind, Kind::Poison) { Err(Reported) } else { Ok(value.clone()) };
        }
        if let Some(binding) = self.program.names.get(env.module, &name.text) {
            return match binding.target {
                Target::Item(item) => self.item(item, name.span, given),
                Target::Module(_) => self.report(errors::wrong_type(name.span, "a value", "module")),
                Target::Missing => Err(Reported),
            };
        }
        if let Some(op) = ops::find(&name.text) {
            return self.primitive_by_name(op, name.span);
        }
        if let Some(cost) = self.cost(name)? {
            return Ok(cost);
        }
        let known = self.visible(env);
        self.report(errors::unknown_name(name, known.iter().map(String::as_str)))
    }

    /// Every name that could have been meant, for a suggestion.
    pub(super) fn visible(&self, env: &Env<'a>) -> Vec<String> {
        let items = self.program.names.of(env.module).map(|it| it.0.to_owned());
        let primitives = ops::PRIMITIVES.iter().map(|it| it.name.to_owned());
        let costs = CostKind::ALL.iter().filter(|_| self.in_constraint).map(|it| it.name().to_owned());
        env.names().map(str::to_owned).chain(items).chain(primitives).chain(costs).collect()
    }

    /// Finds an item of an imported module.
    pub(super) fn in_module(&mut self, env: &Env<'a>, module: &ast::Name, item: &ast::Name) -> Eval<ItemId> {
        let target = self.program.names.get(env.module, &module.text).map(|it| it.target);
        if target == Some(Target::Missing) {
            return Err(Reported);
        }
        let Some(Target::Module(target)) = target else {
            let modules = self.program.names.of(env.module).filter(|it| matches!(it.1.target, Target::Module(_)));
            let known: Vec<&str> = modules.map(|it| it.0).collect();
            return self.report(errors::unknown_name(module, known));
        };
        match self.program.names.get(target, &item.text).map(|it| it.target) {
            Some(Target::Item(found)) if found.module == target => Ok(found),
            _ => {
                let known: Vec<&str> = self.program.names.of(target).map(|it| it.0).collect();
                let diagnostic = errors::unknown_in_module(item, &self.program.modules.get(target).name, known);
                self.report(diagnostic)
            }
        }
    }

    /// The value of an item that is named without arguments.
    fn item(&mut self, item: ItemId, span: nas_grammar::Span, name: Option<&str>) -> Eval<Value> {
        match self.program.item(item) {
            ast::Item::Const(it) => self.constant(item, it, span),
            ast::Item::Definition(it) => self.reference(item, it, span, name),
            _ => self.report(errors::wrong_type(span, "a value", "space")),
        }
    }

    fn constant(&mut self, item: ItemId, constant: &'a ast::Const, span: nas_grammar::Span) -> Eval<Value> {
        match self.constants.get(&item) {
            Some(Some(value)) if matches!(value.kind, Kind::Poison) => return Err(Reported),
            Some(Some(value)) => return Ok(value.clone()),
            Some(None) => return self.report(errors::const_cycle(span, &constant.name.text)),
            None => {}
        }
        self.constants.insert(item, None);
        // A constant means the same wherever it is used first.
        let around = (self.fixed.replace("a constant"), std::mem::take(&mut self.in_constraint));
        self.frames.enter_at(Arc::default());
        let value = self.named(&mut Env::new(item.module, 0), &constant.value, Some(&constant.name.text));
        self.frames.leave();
        (self.fixed, self.in_constraint) = around;
        self.constants.insert(item, Some(value.clone().unwrap_or_else(|_| Value::poison())));
        value
    }

    // Pipelines

    fn pipe(&mut self, env: &mut Env<'a>, stages: &'a [Expr]) -> Eval<Value> {
        let first = self.expr(env, &stages[0])?;
        let is_ops = |it: &Value| match &it.kind {
            Kind::Op(_) => true,
            Kind::List(items) => items.iter().any(|it| matches!(it.value.kind, Kind::Op(_))),
            _ => false,
        };
        if is_ops(&first) {
            return self.compose(env, first, stages);
        }
        let mut value = first;
        for (at, stage) in stages.iter().enumerate().skip(1) {
            let tensors = self.tensors(&value, stages[at - 1].span)?;
            value = self.stage(env, stage, tensors)?;
        }
        Ok(value)
    }

    /// `conv(16) -> relu()`: operations in a row are an operation.
    fn compose(&mut self, env: &mut Env<'a>, first: Value, stages: &'a [Expr]) -> Eval<Value> {
        let always = self.exprs.bool(true);
        let mut steps = vec![Item { guard: always, value: first }];
        for stage in &stages[1..] {
            let value = self.expr(env, stage)?;
            if !matches!(value.kind, Kind::Op(_) | Kind::List(_)) {
                return self.report(errors::not_callable(stage.span, value.describe()));
            }
            steps.push(Item { guard: always, value });
        }
        let span = stages[0].span.to(stages[stages.len() - 1].span);
        Ok(Value::op(OpValue::Sequence(steps, span)))
    }

    /// One stage of a pipeline, applied to what flows into it.
    fn stage(&mut self, env: &mut Env<'a>, stage: &'a Expr, tensors: Tensors) -> Eval<Value> {
        if let ExprKind::Call { callee, args } = &*stage.kind {
            return self.call_with(env, &super::call::Call { span: stage.span, callee, args, tensors, name: None });
        }
        let op = self.expr(env, stage)?;
        self.apply(&op, tensors, stage.span)
    }

    /// The tensors that a value is: itself, or the items of a list.
    pub(super) fn tensors(&mut self, value: &Value, span: nas_grammar::Span) -> Eval<Tensors> {
        let always = self.exprs.bool(true);
        match &value.kind {
            Kind::Tensor(_) => Ok(smallvec![Item { guard: always, value: value.clone() }]),
            Kind::List(items) => {
                for item in items.iter() {
                    if !matches!(item.value.kind, Kind::Tensor(_)) {
                        return self.report(errors::wrong_type(span, "a list of tensors", item.value.describe()));
                    }
                }
                Ok(items.iter().cloned().collect())
            }
            Kind::Poison => Err(Reported),
            Kind::Scalar(..) | Kind::Op(_) => self.report(errors::wrong_type(span, "a tensor", value.describe())),
        }
    }
}
