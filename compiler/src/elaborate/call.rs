//! Calls: which arguments go to which parameters.

use nas_grammar::{
    Span,
    ast::{self, Arg, Definition, Expr, ExprKind},
};

use super::{
    Elaborator, Eval, Kind, Reported,
    env::Env,
    errors, function, param,
    value::{Argument, Bound, OpValue, Tensors, Value, Waiting},
};
use crate::{
    names::{ItemId, Target},
    ops,
};

/// A call as written, and the tensors that flow into it.
pub(super) struct Call<'c, 'a> {
    pub(super) span: Span,
    pub(super) callee: &'a Expr,
    pub(super) args: &'a [Arg],
    pub(super) tensors: Tensors,
    /// What the result is named.
    pub(super) name: Option<&'c str>,
}

/// What is called.
pub(super) enum Callee<'a> {
    Primitive(&'static ops::Primitive),
    Definition(ItemId, &'a Definition),
    Function(&'static function::Function),
    /// An operation that was named with `let` or is a parameter.
    Value(Value),
}

/// Arguments, sorted out.
pub(super) struct Arguments {
    pub(super) tensors: Tensors,
    pub(super) values: Vec<Argument>,
}

/// What a callee takes.
#[derive(Clone, Copy)]
pub(super) enum Signature<'s> {
    Primitive(&'static ops::Primitive),
    Definition(&'s Definition),
    /// Nothing but tensors.
    Tensors,
}

impl<'a> Elaborator<'a> {
    pub(super) fn call(
        &mut self,
        env: &mut Env<'a>,
        span: Span,
        callee: &'a Expr,
        args: &'a [Arg],
        name: Option<&str>,
    ) -> Eval<Value> {
        self.call_with(env, &Call { span, callee, args, tensors: Tensors::new(), name })
    }

    pub(super) fn call_with(&mut self, env: &mut Env<'a>, call: &Call<'_, 'a>) -> Eval<Value> {
        match self.callee(env, call.callee)? {
            Callee::Primitive(op) => self.call_primitive(env, op, call),
            Callee::Definition(item, definition) => self.call_definition(env, item, definition, call),
            Callee::Function(function) => self.call_function(env, function, call),
            Callee::Value(value) => self.call_value(env, &value, call),
        }
    }

    fn callee(&mut self, env: &mut Env<'a>, callee: &'a Expr) -> Eval<Callee<'a>> {
        let ExprKind::Path(path) = &*callee.kind else { return self.expr(env, callee).map(Callee::Value) };
        let item = match path.names.as_slice() {
            [name] if env.get(&name.text).is_some() => return self.expr(env, callee).map(Callee::Value),
            [name] => match self.program.names.get(env.module, &name.text).map(|it| it.target) {
                Some(Target::Item(item)) => item,
                Some(Target::Module(_)) => {
                    return self.report(errors::wrong_type(callee.span, "an operation", "module"));
                }
                Some(Target::Missing) => return Err(Reported),
                None => return self.builtin(env, name),
            },
            [module, name] => self.in_module(env, module, name)?,
            _ => return self.report(errors::unknown_name(&path.names[0], [])),
        };
        match self.program.item(item) {
            ast::Item::Definition(definition) => Ok(Callee::Definition(item, definition)),
            _ => self.expr(env, callee).map(Callee::Value),
        }
    }

    fn builtin(&mut self, env: &mut Env<'a>, name: &ast::Name) -> Eval<Callee<'a>> {
        if let Some(op) = ops::find(&name.text) {
            return Ok(Callee::Primitive(op));
        }
        if let Some(function) = function::find(&name.text) {
            return Ok(Callee::Function(function));
        }
        let known = self.visible(env);
        let functions = function::FUNCTIONS.iter().map(|it| it.name);
        self.report(errors::unknown_name(name, known.iter().map(String::as_str).chain(functions)))
    }

    // Arguments

    /// Evaluates the arguments and says which parameter each is for: tensors by order, others by name or order.
    pub(super) fn arguments(
        &mut self,
        env: &mut Env<'a>,
        signature: Signature<'_>,
        call: &Call<'_, 'a>,
    ) -> Eval<Arguments> {
        let mut sorted = Arguments { tensors: call.tensors.clone(), values: vec![] };
        let mut failed = false;
        for arg in call.args {
            failed |= self.argument(env, signature, arg, &mut sorted).is_err();
        }
        if failed { Err(Reported) } else { Ok(sorted) }
    }

    fn argument(
        &mut self,
        env: &mut Env<'a>,
        signature: Signature<'_>,
        arg: &'a Arg,
        sorted: &mut Arguments,
    ) -> Eval<()> {
        let param = match &arg.name {
            Some(name) => {
                let Some(at) = signature.position(&name.text) else {
                    let known = signature.free().map(|it| signature.param(it));
                    return self.report(errors::unknown_parameter(name, signature.name(), known));
                };
                Some(at)
            }
            None => signature.free().find(|param| sorted.values.iter().all(|it| it.0 != *param)),
        };
        let name = param.filter(|_| may_bear_a_name(env, &arg.value));
        let name = name.map(|it| format!("{}.{}", signature.name(), signature.param(it)));
        let value = self.named(env, &arg.value, name.as_deref())?;
        let is_list = matches!(value.kind, Kind::List(_)) && param.is_some_and(|it| signature.takes_list(it));
        if arg.name.is_none() && !is_list && is_tensors(&value, signature) {
            let tensors = self.tensors(&value, arg.span)?;
            sorted.tensors.extend(tensors);
            return Ok(());
        }
        let Some(param) = param else {
            return self.report(match signature {
                Signature::Primitive(op) if op.arity == ops::Arity::Many => errors::only_tensors(arg.span, op.name),
                _ => errors::too_many_arguments(arg.span, signature.name(), signature.free().count()),
            });
        };
        if let Some(first) = sorted.values.iter().find(|it| it.0 == param) {
            let diagnostic = errors::duplicate_argument(arg.span, signature.param(param), Some(first.2));
            return self.report(diagnostic);
        }
        sorted.values.push((param, value, arg.value.span));
        Ok(())
    }

    // Definitions

    /// A definition that is named without arguments.
    pub(super) fn reference(
        &mut self,
        item: ItemId,
        definition: &'a Definition,
        span: Span,
        name: Option<&str>,
    ) -> Eval<Value> {
        let is_applied_later = definition.params.iter().any(param::is_input);
        if !is_applied_later && definition.params.iter().any(|it| it.default.is_none()) {
            return Ok(Value::op(OpValue::Waiting(Waiting::Definition(item), span)));
        }
        let bound = self.bound(item, definition, span, name);
        self.complete(definition, bound, Tensors::new())
    }

    /// Applies a definition without further arguments.
    pub(super) fn complete_now(&mut self, item: ItemId, definition: &'a Definition, span: Span) -> Eval<Value> {
        let bound = self.bound(item, definition, span, None);
        self.complete(definition, bound, Tensors::new())
    }

    fn bound(&mut self, item: ItemId, definition: &Definition, span: Span, name: Option<&str>) -> Bound {
        let name = name.unwrap_or(&definition.name.text).to_owned();
        let is_cell = definition.kind == ast::DefinitionKind::Cell;
        let instance = is_cell.then(|| self.frames.unique(&name));
        Bound { item, instance, level: self.frames.path(), name, args: vec![], span }
    }

    fn call_definition(
        &mut self,
        env: &mut Env<'a>,
        item: ItemId,
        definition: &'a Definition,
        call: &Call<'_, 'a>,
    ) -> Eval<Value> {
        let arguments = self.arguments(env, Signature::Definition(definition), call)?;
        let mut bound = self.bound(item, definition, call.span, call.name);
        bound.args = arguments.values;
        self.complete(definition, bound, arguments.tensors)
    }

    /// Applies a definition if its tensors are there, or if it takes none.
    fn complete(&mut self, definition: &'a Definition, bound: Bound, tensors: Tensors) -> Eval<Value> {
        if definition.params.iter().any(param::is_input) {
            let is_left = |(at, it): (usize, &ast::Param)| param::is_input(it) && !bound.gives(at);
            if tensors.is_empty() && definition.params.iter().enumerate().any(is_left) {
                return Ok(Value::op(OpValue::Definition(bound)));
            }
            return self.apply_definition(&bound, tensors, bound.span);
        }
        let is_missing = |(at, it): &(usize, &ast::Param)| it.default.is_none() && !bound.gives(*at);
        if let Some((_, param)) = definition.params.iter().enumerate().find(is_missing) {
            let ty = param::type_text(&param.ty);
            return self.report(errors::missing_argument(bound.span, &definition.name.text, &param.name.text, &ty));
        }
        let value = self.body(definition, &bound, &[])?;
        if tensors.is_empty() { Ok(value) } else { self.apply(&value, tensors, bound.span) }
    }

    /// Calls something that was named with `let`: a cell instance may still need parameters, any operation tensors.
    fn call_value(&mut self, env: &mut Env<'a>, value: &Value, call: &Call<'_, 'a>) -> Eval<Value> {
        let Kind::Op(op) = &value.kind else {
            return self.report(errors::no_function(call.callee.span, value.describe()));
        };
        match &**op {
            OpValue::Waiting(Waiting::Primitive(op), _) => return self.call_primitive(env, op, call),
            OpValue::Waiting(Waiting::Definition(item), _) => {
                if let ast::Item::Definition(definition) = self.program.item(*item) {
                    return self.call_definition(env, *item, definition, call);
                }
            }
            _ => {}
        }
        if let OpValue::Definition(known) = &**op
            && let ast::Item::Definition(definition) = self.program.item(known.item)
        {
            let arguments = self.arguments(env, Signature::Definition(definition), call)?;
            let mut bound = Bound { span: call.span, ..known.clone() };
            for (param, value, span) in arguments.values {
                if bound.gives(param) {
                    let name = &definition.params[param].name.text;
                    return self.report(errors::duplicate_argument(span, name, Some(known.span)));
                }
                bound.args.push((param, value, span));
            }
            return self.complete(definition, bound, arguments.tensors);
        }
        let arguments = self.arguments(env, Signature::Tensors, call)?;
        match arguments.tensors.is_empty() {
            true if call.args.is_empty() => Ok(value.clone()),
            true => self.report(errors::not_an_operand(call.span)),
            false => self.apply(value, arguments.tensors, call.span),
        }
    }

    /// `leaf` alone in a `oneof` stands for the operation of that name.
    pub(super) fn bare_alternative(&mut self, env: &mut Env<'a>, name: &'a ast::Name) -> Eval<Value> {
        if let Some(value) = env.get(&name.text) {
            return Ok(value.clone());
        }
        match self.program.names.get(env.module, &name.text).map(|it| it.target) {
            Some(Target::Item(item)) => {
                if let ast::Item::Definition(definition) = self.program.item(item) {
                    return self.reference(item, definition, name.span, None);
                }
            }
            Some(Target::Missing) => return Err(Reported),
            Some(Target::Module(_)) | None => {}
        }
        match ops::find(&name.text) {
            Some(op) => self.primitive_by_name(op, name.span),
            None => {
                let known = self.visible(env);
                self.report(errors::unknown_name(name, known.iter().map(String::as_str)))
            }
        }
    }
}

impl<'s> Signature<'s> {
    fn name(self) -> &'s str {
        match self {
            Self::Primitive(op) => op.name,
            Self::Definition(definition) => &definition.name.text,
            Self::Tensors => "this operation",
        }
    }

    fn len(self) -> usize {
        match self {
            Self::Primitive(op) => op.params.len(),
            Self::Definition(definition) => definition.params.len(),
            Self::Tensors => 0,
        }
    }

    /// The name of a parameter.
    fn param(self, at: usize) -> &'s str {
        match self {
            Self::Primitive(op) => op.params[at].name,
            Self::Definition(definition) => &definition.params[at].name.text,
            Self::Tensors => "",
        }
    }

    fn position(self, name: &str) -> Option<usize> {
        (0..self.len()).find(|it| self.param(*it) == name)
    }

    /// The positions of the parameters that are no tensors: those that take arguments without a name.
    fn free(self) -> impl Iterator<Item = usize> + Clone {
        (0..self.len()).filter(move |it| match self {
            Self::Definition(definition) => !param::is_input(&definition.params[*it]),
            Self::Primitive(_) | Self::Tensors => true,
        })
    }

    /// Whether a parameter takes a list, so that one of tensors is no list of inputs.
    fn takes_list(self, at: usize) -> bool {
        match self {
            Self::Definition(definition) => param::Takes::of(&definition.params[at].ty) == Some(param::Takes::List),
            Self::Primitive(_) | Self::Tensors => false,
        }
    }
}

/// Whether an expression may be a decision or a cell, which would bear the name that it is given.
fn may_bear_a_name(env: &Env<'_>, expr: &Expr) -> bool {
    match &*expr.kind {
        ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Bool(_) | ExprKind::Binary { .. } => false,
        ExprKind::Path(path) => path.names.len() > 1 || env.get(&path.names[0].text).is_none(),
        _ => true,
    }
}

/// A tensor always goes to the inputs; a list of tensors does unless a parameter may take it.
fn is_tensors(value: &Value, signature: Signature<'_>) -> bool {
    match &value.kind {
        Kind::Tensor(_) => true,
        // A list with something else among its tensors is refused as such.
        Kind::List(items) if items.is_empty() => signature.free().next().is_none(),
        Kind::List(items) => items.iter().any(|it| matches!(it.value.kind, Kind::Tensor(_))),
        Kind::Scalar(..) | Kind::Op(_) | Kind::Poison => false,
    }
}
