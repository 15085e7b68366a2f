//! Calls: which arguments go to which parameters.

use nas_grammar::{
    Span,
    ast::{self, Arg, Definition, Expr, ExprKind},
};

use super::{
    Elaborator, Eval, Kind, Reported,
    env::Env,
    errors, function, param,
    value::{Bound, Item, OpValue, Value, Waiting},
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
    pub(super) tensors: Vec<Item>,
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
    pub(super) tensors: Vec<Item>,
    /// By parameter, with the place of each.
    pub(super) values: Vec<(String, Value, Span)>,
}

/// What a callee takes.
pub(super) struct Signature<'s> {
    pub(super) name: &'s str,
    /// The names of the parameters that are no tensors, in order.
    pub(super) params: Vec<&'s str>,
    /// The names of the tensors it takes by name.
    pub(super) inputs: Vec<&'s str>,
    /// The names of the parameters that take a list, so that one of tensors is no list of inputs.
    pub(super) lists: Vec<&'s str>,
}

impl<'a> Elaborator<'a> {
    pub(super) fn call(
        &mut self,
        env: &mut Env,
        span: Span,
        callee: &'a Expr,
        args: &'a [Arg],
        name: Option<&str>,
    ) -> Eval<Value> {
        self.call_with(env, &Call { span, callee, args, tensors: vec![], name })
    }

    pub(super) fn call_with(&mut self, env: &mut Env, call: &Call<'_, 'a>) -> Eval<Value> {
        match self.callee(env, call.callee)? {
            Callee::Primitive(op) => self.call_primitive(env, op, call),
            Callee::Definition(item, definition) => self.call_definition(env, item, definition, call),
            Callee::Function(function) => self.call_function(env, function, call),
            Callee::Value(value) => self.call_value(env, &value, call),
        }
    }

    fn callee(&mut self, env: &mut Env, callee: &'a Expr) -> Eval<Callee<'a>> {
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

    fn builtin(&mut self, env: &mut Env, name: &ast::Name) -> Eval<Callee<'a>> {
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
        env: &mut Env,
        signature: &Signature<'_>,
        call: &Call<'_, 'a>,
    ) -> Eval<Arguments> {
        let mut sorted = Arguments { tensors: call.tensors.clone(), values: vec![] };
        let mut failed = false;
        for arg in call.args {
            failed |= self.argument(env, signature, arg, &mut sorted).is_err();
        }
        if failed { Err(Reported) } else { Ok(sorted) }
    }

    fn argument(&mut self, env: &mut Env, signature: &Signature<'_>, arg: &'a Arg, sorted: &mut Arguments) -> Eval<()> {
        let free = signature.params.iter().find(|name| sorted.values.iter().all(|it| it.0 != **name)).copied();
        let name = match &arg.name {
            Some(name) if signature.inputs.contains(&name.text.as_str()) => Some(name.text.as_str()),
            Some(name) if !signature.params.contains(&name.text.as_str()) => {
                let known = signature.params.iter().copied();
                return self.report(errors::unknown_parameter(name, signature.name, known));
            }
            Some(name) => Some(name.text.as_str()),
            None => free,
        };
        let decision = name.map(|it| format!("{}.{it}", signature.name));
        let value = self.named(env, &arg.value, decision.as_deref())?;
        let is_list = name.is_some_and(|it| signature.lists.contains(&it)) && matches!(value.kind, Kind::List(_));
        if arg.name.is_none() && !is_list && is_tensors(&value, signature) {
            let tensors = self.tensors(&value, arg.span)?;
            sorted.tensors.extend(tensors);
            return Ok(());
        }
        let Some(name) = name else {
            return self.report(errors::too_many_arguments(arg.span, signature.name, signature.params.len()));
        };
        if let Some(first) = sorted.values.iter().find(|it| it.0 == name) {
            let diagnostic = errors::duplicate_argument(arg.span, name, Some(first.2));
            return self.report(diagnostic);
        }
        sorted.values.push((name.to_owned(), value, arg.value.span));
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
        self.complete(definition, bound, vec![])
    }

    /// Applies a definition without further arguments.
    pub(super) fn complete_now(&mut self, item: ItemId, definition: &'a Definition, span: Span) -> Eval<Value> {
        let bound = self.bound(item, definition, span, None);
        self.complete(definition, bound, vec![])
    }

    fn bound(&mut self, item: ItemId, definition: &Definition, span: Span, name: Option<&str>) -> Bound {
        let name = name.unwrap_or(&definition.name.text).to_owned();
        let is_cell = definition.kind == ast::DefinitionKind::Cell;
        let instance = is_cell.then(|| self.frames.unique(&name));
        Bound { item, instance, level: self.frames.path().to_owned(), name, args: vec![], span }
    }

    fn call_definition(
        &mut self,
        env: &mut Env,
        item: ItemId,
        definition: &'a Definition,
        call: &Call<'_, 'a>,
    ) -> Eval<Value> {
        let arguments = self.arguments(env, &signature(definition), call)?;
        let mut bound = self.bound(item, definition, call.span, call.name);
        bound.args = arguments.values;
        self.complete(definition, bound, arguments.tensors)
    }

    /// Applies a definition if its tensors are there, or if it takes none.
    fn complete(&mut self, definition: &'a Definition, bound: Bound, tensors: Vec<Item>) -> Eval<Value> {
        if definition.params.iter().any(param::is_input) {
            let is_named = |it: &ast::Param| bound.args.iter().any(|arg| arg.0 == it.name.text);
            let are_named = definition.params.iter().filter(|it| param::is_input(it)).all(is_named);
            if tensors.is_empty() && !are_named {
                return Ok(Value::op(OpValue::Definition(bound)));
            }
            return self.apply_definition(&bound, tensors, bound.span);
        }
        let missing = |it: &ast::Param| it.default.is_none() && bound.args.iter().all(|arg| arg.0 != it.name.text);
        if let Some(param) = definition.params.iter().find(|it| missing(it)) {
            let ty = param::type_text(&param.ty);
            return self.report(errors::missing_argument(bound.span, &definition.name.text, &param.name.text, &ty));
        }
        let value = self.body(definition, &bound, vec![])?;
        if tensors.is_empty() { Ok(value) } else { self.apply(&value, tensors, bound.span) }
    }

    /// Calls something that was named with `let`: a cell instance may still need parameters, any operation tensors.
    fn call_value(&mut self, env: &mut Env, value: &Value, call: &Call<'_, 'a>) -> Eval<Value> {
        let Kind::Op(op) = &value.kind else {
            return self.report(errors::not_callable(call.callee.span, value.describe()));
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
            let arguments = self.arguments(env, &signature(definition), call)?;
            let mut bound = Bound { span: call.span, ..known.clone() };
            for (name, value, span) in arguments.values {
                if bound.args.iter().any(|it| it.0 == name) {
                    return self.report(errors::duplicate_argument(span, &name, Some(known.span)));
                }
                bound.args.push((name, value, span));
            }
            return self.complete(definition, bound, arguments.tensors);
        }
        let nothing = Signature { name: "this operation", params: vec![], inputs: vec![], lists: vec![] };
        let arguments = self.arguments(env, &nothing, call)?;
        match arguments.tensors.is_empty() {
            true if call.args.is_empty() => Ok(value.clone()),
            true => self.report(errors::not_an_operand(call.span)),
            false => self.apply(value, arguments.tensors, call.span),
        }
    }

    /// `leaf` alone in a `oneof` stands for the operation of that name.
    pub(super) fn bare_alternative(&mut self, env: &mut Env, name: &'a ast::Name) -> Eval<Value> {
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

/// What a definition takes.
pub(super) fn signature(definition: &Definition) -> Signature<'_> {
    let names = |inputs: bool| {
        let params = definition.params.iter().filter(move |it| param::is_input(it) == inputs);
        params.map(|it| it.name.text.as_str()).collect()
    };
    let lists = definition.params.iter().filter(|it| param::Takes::of(&it.ty) == Some(param::Takes::List));
    let lists = lists.map(|it| it.name.text.as_str()).collect();
    Signature { name: &definition.name.text, params: names(false), inputs: names(true), lists }
}

/// A tensor always goes to the inputs; a list of tensors does unless a parameter may take it.
fn is_tensors(value: &Value, signature: &Signature<'_>) -> bool {
    match &value.kind {
        Kind::Tensor(_) => true,
        // A list with something else among its tensors is refused as such.
        Kind::List(items) if items.is_empty() => signature.params.is_empty(),
        Kind::List(items) => items.iter().any(|it| matches!(it.value.kind, Kind::Tensor(_))),
        Kind::Scalar(..) | Kind::Op(_) | Kind::Poison => false,
    }
}
