//! Calls of primitives: completing and checking their arguments.

use std::borrow::Cow;

use nas_grammar::Span;

use super::{
    Blame, Elaborator, Eval, Kind, Reported,
    call::{Call, Signature},
    env::Env,
    errors,
    param::out_of_range,
    value::{Argument, OpValue, Type, Value, Waiting},
};
use crate::{
    ir::{self, BinaryOp, ExprId, UnaryOp},
    ops::{Arity, Default, Param, ParamType, Primitive},
};

impl<'a> Elaborator<'a> {
    pub(super) fn call_primitive(
        &mut self,
        env: &mut Env<'a>,
        op: &'static Primitive,
        call: &Call<'_, 'a>,
    ) -> Eval<Value> {
        let arguments = self.arguments(env, Signature::Primitive(op), call)?;
        if op.arity == Arity::Many && arguments.tensors.is_empty() && !call.args.is_empty() {
            return self.report(errors::nothing_to_merge(call.span, op.name));
        }
        let value = self.primitive(op, &arguments.values, call.span)?;
        if arguments.tensors.is_empty() { Ok(value) } else { self.apply(&value, arguments.tensors, call.span) }
    }

    /// A primitive that is named without arguments.
    pub(super) fn primitive_by_name(&mut self, op: &'static Primitive, span: Span) -> Eval<Value> {
        if op.params.iter().any(|it| it.default == Default::Required) {
            return Ok(Value::op(OpValue::Waiting(Waiting::Primitive(op), span)));
        }
        self.primitive(op, &[], span)
    }

    /// A primitive with all arguments that are not computed by its rule.
    pub(super) fn primitive(&mut self, op: &'static Primitive, given: &[Argument], span: Span) -> Eval<Value> {
        let mut args = Vec::with_capacity(op.params.len() + 2);
        let mut failed = false;
        for (at, param) in op.params.iter().enumerate() {
            let value = given.iter().find(|it| it.0 == at);
            let result = match value {
                Some((_, value, span)) => self.given(param, value, *span, &mut args),
                None => self.default(op, param, span, &mut args),
            };
            failed |= result.is_err();
        }
        if failed { Err(Reported) } else { Ok(Value::op(OpValue::Primitive { op, args: args.into(), span })) }
    }

    fn default(&mut self, op: &Primitive, param: &Param, span: Span, args: &mut Vec<ir::Argument>) -> Eval<()> {
        let value = match param.default {
            Default::Computed(_) => return Ok(()),
            Default::Required => {
                return self.report(errors::missing_argument(span, op.name, param.name, type_name(param.ty)));
            }
            Default::Int(it) => self.exprs.int(it),
            Default::Float(it) => self.exprs.constant(ir::Scalar::Float(it)),
            Default::Bool(it) => self.exprs.bool(it),
        };
        match param.ty {
            ParamType::Size(_, sides) => args.extend(sides.map(|it| (Cow::Borrowed(it), value))),
            _ => args.push((Cow::Borrowed(param.name), value)),
        }
        Ok(())
    }

    fn given(&mut self, param: &Param, value: &Value, span: Span, args: &mut Vec<ir::Argument>) -> Eval<()> {
        let ParamType::Size(least, names) = param.ty else {
            let expr = self.checked(param, param.ty, value, span)?;
            args.push((Cow::Borrowed(param.name), expr));
            return Ok(());
        };
        let sides = match &value.kind {
            Kind::List(items) if items.len() == 2 => [self.present(&items[0], span)?, self.present(&items[1], span)?],
            _ => [value.clone(), value.clone()],
        };
        for (name, value) in names.into_iter().zip(sides) {
            let expr = self.checked(param, ParamType::Int(least), &value, span)?;
            args.push((Cow::Borrowed(name), expr));
        }
        Ok(())
    }

    /// Checks the type and range of an argument.
    fn checked(&mut self, param: &Param, ty: ParamType, value: &Value, span: Span) -> Eval<ExprId> {
        let (expr, found) = match value.kind {
            Kind::Scalar(expr, found) => (expr, found),
            Kind::Poison => return Err(Reported),
            _ => return self.report(errors::wrong_argument(span, param.name, type_name(param.ty), value.describe())),
        };
        match (ty, found) {
            (ParamType::Int(least), Type::Int | Type::Number | Type::Float) => {
                if found != Type::Int {
                    self.demand_whole(param, expr, found, span)?;
                }
                self.demand_least(param, expr, least, span)?;
                // `8.0` is whole and yet no int.
                return Ok(if found == Type::Int { expr } else { self.exprs.unary(UnaryOp::Floor, expr) });
            }
            (ParamType::Float(least, most), Type::Int | Type::Float | Type::Number) => {
                self.demand_within(param, expr, [least, most], span)?;
            }
            (ParamType::Bool, Type::Bool) => {}
            _ => return self.report(errors::wrong_argument(span, param.name, type_name(param.ty), found.name())),
        }
        Ok(expr)
    }

    fn demand_whole(&mut self, param: &Param, expr: ExprId, found: Type, span: Span) -> Eval<()> {
        if found == Type::Float {
            return self.not_whole(expr, span);
        }
        let condition = self.is_whole(expr);
        self.oblige(condition, Blame::NotWhole { name: param.name.to_owned(), value: expr }, span);
        Ok(())
    }

    fn demand_least(&mut self, param: &Param, expr: ExprId, least: i64, span: Span) -> Eval<()> {
        if let Some(value) = self.exprs.as_int(expr) {
            if value >= least {
                return Ok(());
            }
            let what = format!("`{}`", param.name);
            return self.report(out_of_range(span, &what, &value.to_string(), &format!("at least {least}")));
        }
        let bound = self.exprs.int(least);
        let condition = self.exprs.binary(BinaryOp::LessEqual, bound, expr);
        self.oblige(condition, Blame::Argument { name: param.name.to_owned(), value: expr, least }, span);
        Ok(())
    }

    fn demand_within(&mut self, param: &Param, expr: ExprId, [least, most]: [f64; 2], span: Span) -> Eval<()> {
        for value in self.values(expr, span)?.into_iter().flatten() {
            let within = value.as_float().is_some_and(|it| (least..=most).contains(&it));
            if !within {
                let what = format!("`{}`", param.name);
                return self.report(out_of_range(span, &what, &value.to_string(), &format!("from {least} to {most}")));
            }
        }
        Ok(())
    }
}

fn type_name(ty: ParamType) -> &'static str {
    match ty {
        ParamType::Int(_) => "int",
        ParamType::Float(..) => "float",
        ParamType::Bool => "bool",
        ParamType::Size(..) => "int or [int, int]",
    }
}
