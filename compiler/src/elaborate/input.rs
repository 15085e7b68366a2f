//! The body of a space: inputs, output.

use nas_grammar::ast::{self, Statement};

use super::{Elaborator, Eval, Kind, Reported, env::Env, errors, param::TYPES, statement::by_meaning, value::Value};
use crate::{
    ir::{Dims, ExprId, NodeId, NodeKind, Scalar, Shape, TensorKind},
    names::ItemId,
};

impl<'a> Elaborator<'a> {
    /// Elaborates a space; the result is its output.
    pub(super) fn space(
        &mut self,
        item: ItemId,
        space: &'a ast::Space,
        arguments: &[(String, Scalar)],
    ) -> Eval<NodeId> {
        let mut env = Env::new(item.module, 0);
        let at = space.name.span;
        let given = space.params.iter().map(|param| arguments.iter().find(|it| it.0 == param.name.text));
        let given: Vec<Option<Value>> = given.map(|it| it.map(|it| self.known(it.1.clone()))).collect();
        let given = |param: usize| Some((given[param].clone()?, at));
        self.parameters(&mut env, &space.params, given, (&space.name.text, space.name.span))?;
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
