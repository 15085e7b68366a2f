//! Functions that the language has built in.

use super::{
    Elaborator, Eval,
    call::Call,
    env::Env,
    errors,
    value::{Type, Value},
};
use crate::ir::{BinaryOp, ExprId, UnaryOp};

/// A built-in function.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it computes.
    pub docs: &'static str,
    does: Does,
}

#[derive(Debug)]
enum Does {
    /// Takes one number; the type of the result, where it is not that of the number.
    One(UnaryOp, Option<Type>),
    /// Takes two numbers or more.
    Fold(BinaryOp),
    /// Takes a label.
    Count,
    /// Takes a cost.
    Simplified,
    /// Takes a device.
    Latency,
    /// Takes an operation.
    Tied,
}

/// Every function.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "floor",
        docs: "The greatest whole number that is not larger.",
        does: Does::One(UnaryOp::Floor, Some(Type::Int)),
    },
    Function {
        name: "ceil",
        docs: "The least whole number that is not smaller.",
        does: Does::One(UnaryOp::Ceil, Some(Type::Int)),
    },
    Function {
        name: "round",
        docs: "The nearest whole number; halves go away from zero.",
        does: Does::One(UnaryOp::Round, Some(Type::Int)),
    },
    Function { name: "abs", docs: "The number without its sign.", does: Does::One(UnaryOp::Abs, None) },
    Function { name: "sqrt", docs: "The square root.", does: Does::One(UnaryOp::Sqrt, Some(Type::Float)) },
    Function { name: "min", docs: "The least of several numbers.", does: Does::Fold(BinaryOp::Min) },
    Function { name: "max", docs: "The greatest of several numbers.", does: Does::Fold(BinaryOp::Max) },
    Function { name: "pow", docs: "The first number to the power of the second.", does: Does::Fold(BinaryOp::Power) },
    Function {
        name: "count",
        docs: "How many decisions take an alternative with this name; in constraints.",
        does: Does::Count,
    },
    Function {
        name: "simplified",
        docs: "A cost of what is left once dead operations are removed and identities contracted; in constraints.",
        does: Does::Simplified,
    },
    Function {
        name: "latency",
        docs: "The time of the network on a device, as the sum of its operations' measured times; in constraints.",
        does: Does::Latency,
    },
    Function {
        name: "tied",
        docs: "The operation, decided once as a cell is, whose uses share their weights.",
        does: Does::Tied,
    },
];

/// Finds a function by its name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|it| it.name == name)
}

impl<'a> Elaborator<'a> {
    pub(super) fn call_function(
        &mut self,
        env: &mut Env<'a>,
        function: &'static Function,
        call: &Call<'_, 'a>,
    ) -> Eval<Value> {
        if let Some(name) = call.args.iter().find_map(|it| it.name.as_ref()) {
            return self.report(errors::unknown_parameter(name, function.name, []));
        }
        match function.does {
            Does::Count => self.count(call),
            Does::Simplified => self.simplified(call),
            Does::Latency => self.latency(call),
            Does::Tied => self.tied(env, call),
            Does::One(op, ty) => self.function_of_one(env, (function, op, ty), call),
            Does::Fold(op) => self.function_of_many(env, (function, op), call),
        }
    }

    fn numbers(&mut self, env: &mut Env<'a>, function: &Function, call: &Call<'_, 'a>) -> Eval<Vec<(ExprId, Type)>> {
        let mut numbers = vec![];
        for arg in call.args {
            let value = self.expr(env, &arg.value)?;
            let values = match &value.kind {
                super::Kind::List(items) => {
                    let items = items.clone();
                    items.iter().map(|it| self.present(it, arg.span)).collect::<Eval<Vec<_>>>()?
                }
                _ => vec![value],
            };
            for value in values {
                let (expr, ty) = self.as_scalar(&value, arg.span)?;
                if !ty.is_number() {
                    return self.report(errors::operand(arg.span, function.name, ty.name()));
                }
                numbers.push((expr, ty));
            }
        }
        Ok(numbers)
    }

    fn function_of_one(
        &mut self,
        env: &mut Env<'a>,
        (function, op, result): (&Function, UnaryOp, Option<Type>),
        call: &Call<'_, 'a>,
    ) -> Eval<Value> {
        let numbers = self.numbers(env, function, call)?;
        let [(expr, ty)] = numbers[..] else {
            return match numbers.len() {
                0 => self.report(errors::missing_argument(call.span, function.name, "x", "number")),
                _ => self.report(errors::too_many_arguments(call.span, function.name, 1)),
            };
        };
        let value = self.exprs.unary(op, expr);
        let known = self.exprs.as_const(value).map(Type::of);
        if self.exprs.as_const(expr).is_some() && known.is_none() {
            return self.report(errors::no_result(call.span));
        }
        Ok(Value::scalar(value, known.or(result).unwrap_or(ty)))
    }

    fn function_of_many(
        &mut self,
        env: &mut Env<'a>,
        (function, op): (&Function, BinaryOp),
        call: &Call<'_, 'a>,
    ) -> Eval<Value> {
        let numbers = self.numbers(env, function, call)?;
        if op == BinaryOp::Power && numbers.len() > 2 {
            return self.report(errors::too_many_arguments(call.span, function.name, 2));
        }
        let Some(((first, first_type), rest)) = numbers.split_first() else {
            return self.report(errors::missing_argument(call.span, function.name, "x", "number"));
        };
        if rest.is_empty() && op == BinaryOp::Power {
            return self.report(errors::missing_argument(call.span, function.name, "exponent", "number"));
        }
        let (mut value, mut ty) = (*first, *first_type);
        for (next, next_type) in rest {
            let known = self.exprs.as_const(value).is_some() && self.exprs.as_const(*next).is_some();
            value = self.exprs.binary(op, value, *next);
            if known && self.exprs.as_const(value).is_none() {
                return self.report(errors::no_result(call.span));
            }
            ty = ty.join(*next_type).unwrap_or(ty);
        }
        let ty = self.exprs.as_const(value).map_or(ty, Type::of);
        Ok(Value::scalar(value, ty))
    }
}
