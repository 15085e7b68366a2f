//! The body of a space: inputs, output.

use nas_grammar::{
    Span,
    ast::{self, Statement},
};

use super::{
    Argument, Elaborator, Eval, Kind, Reported, env::Env, errors, param::TYPES, statement::by_meaning, value::Value,
};
use crate::{
    ir::{Dims, ExprId, NodeId, NodeKind, Shape, TensorKind},
    names::ItemId,
};

impl<'a> Elaborator<'a> {
    /// Elaborates a space; the result is its output.
    pub(super) fn space(&mut self, item: ItemId, space: &'a ast::Space, arguments: &[Argument]) -> Eval<NodeId> {
        let mut env = Env::new(item.module, 0);
        self.space_arguments(&mut env, space, arguments)?;
        let mut value = None;
        let mut failed = false;
        env.push(0);
        for statement in by_meaning(&space.body.statements) {
            let result = match statement {
                Statement::Input { name, ty, .. } => self.input(&mut env, name, ty).map(|()| None),
                _ => self.statement(&mut env, statement, None),
            };
            match result {
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
        if self.inputs == 0 && !failed {
            return self.report(errors::no_input(space.name.span));
        }
        self.constrain(failed)?;
        match value {
            _ if failed => Err(Reported),
            None => self.report(errors::no_value(space.name.span, "this space")),
            Some((Value { kind: Kind::Tensor(node), .. }, _)) => Ok(node),
            Some((other, span)) => self.report(errors::output_not_tensor(span, other.describe())),
        }
    }

    fn space_arguments(&mut self, env: &mut Env<'a>, space: &'a ast::Space, arguments: &[Argument]) -> Eval<()> {
        let given = space.params.iter().map(|param| {
            let argument = arguments.iter().find(|it| it.parameter == param.name.text)?;
            Some((self.known(argument.value.clone()), argument.span.unwrap_or(param.name.span)))
        });
        let given: Vec<Option<(Value, Span)>> = given.collect();
        self.parameters(env, &space.params, |it| given[it].clone(), (&space.name.text, space.name.span))?;
        for param in &space.params {
            if let Some(Value { kind: Kind::Scalar(value, _), .. }) = env.get(&param.name.text)
                && let Some(value) = self.exprs.as_const(*value)
            {
                self.arguments.push((param.name.text.clone(), value.clone()));
            }
        }
        Ok(())
    }

    fn input(&mut self, env: &mut Env<'a>, name: &'a ast::Name, ty: &'a ast::Type) -> Eval<()> {
        let shape = self.shape(env, ty);
        let Ok(shape) = shape else {
            env.define(&name.text, Value::poison());
            self.inputs += 1;
            return Err(Reported);
        };
        self.inputs += 1;
        let kind = NodeKind::Input { name: name.text.clone() };
        let node = self.source(kind, shape, name.span);
        env.define(&name.text, Value::tensor(node));
        Ok(())
    }

    /// The shape that a type with dimensions promises.
    pub(super) fn shape(&mut self, env: &mut Env<'a>, ty: &'a ast::Type) -> Eval<Shape> {
        let ast::Type::Named { name, dims, span } = ty else {
            return self.report(errors::wrong_type(ty.span(), "a kind of tensor", "list"));
        };
        let Some(kind) = TensorKind::ALL.into_iter().find(|it| it.name() == name.text) else {
            return self.report(match TYPES.contains(&name.text.as_str()) {
                true => errors::wrong_type(*span, "a kind of tensor, such as `image`", &name.text),
                false => errors::unknown_type(name, &TensorKind::ALL.map(TensorKind::name)),
            });
        };
        let expected = kind.dimensions();
        let dims = dims.as_deref().unwrap_or_default();
        if dims.len() != expected.len() {
            let needed = format!("`{kind}[{}]`", expected.join(", "));
            return self.report(errors::wrong_type(*span, &needed, &format!("{} dimensions", dims.len())));
        }
        let dims: Dims = dims.iter().map(|it| self.positive(env, it)).collect::<Eval<_>>()?;
        Ok(Shape { kind, dims })
    }

    fn positive(&mut self, env: &mut Env<'a>, expr: &'a ast::Expr) -> Eval<ExprId> {
        let size = self.known_whole(env, expr, "the size of an input")?;
        if size < 1 {
            return self.report(super::param::out_of_range(expr.span, "a dimension", &size.to_string(), "at least 1"));
        }
        Ok(self.exprs.int(size))
    }
}
