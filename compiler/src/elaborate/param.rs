//! Parameters of definitions and spaces: their types, and binding values to them.

use nas_grammar::{
    Diagnostic, Span,
    ast::{self, Param},
    codes,
};

use super::{
    Blame, Elaborator, Eval, Kind, Reported,
    env::Env,
    errors,
    value::{Type, Value},
};
use crate::ir::{Dims, Shape, TensorKind};

/// What a parameter takes, by the word of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Int,
    Float,
    Bool,
    Str,
    Op,
    List,
    /// A tensor, of a kind if one is named.
    Tensor(Option<TensorKind>),
}

/// The words of types that are no kinds of tensors.
const WORDS: [(&str, Takes); 8] = [
    ("int", Takes::Int),
    ("float", Takes::Float),
    ("bool", Takes::Bool),
    ("str", Takes::Str),
    ("op", Takes::Op),
    ("list", Takes::List),
    ("pyramid", Takes::List),
    ("tensor", Takes::Tensor(None)),
];

/// Goes over the words of types.
pub fn types() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|it| it.0).chain(TensorKind::ALL.map(TensorKind::name))
}

impl Takes {
    /// Reads a type.
    pub(super) fn of(ty: &ast::Type) -> Option<Self> {
        let ast::Type::Named { name, .. } = ty else { return Some(Self::List) };
        let kind = TensorKind::ALL.into_iter().find(|it| it.name() == name.text);
        match kind {
            Some(_) => Some(Self::Tensor(kind)),
            None => WORDS.iter().find(|it| it.0 == name.text).map(|it| it.1),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Float => "float",
            Self::Bool => "bool",
            Self::Str => "str",
            Self::Op => "op",
            Self::List => "list",
            Self::Tensor(kind) => kind.map_or("tensor", TensorKind::name),
        }
    }
}

/// The words of all types.
pub(super) const TYPES: [&str; 12] =
    ["int", "float", "bool", "str", "op", "list", "pyramid", "tensor", "image", "sequence", "tokens", "vector"];

/// Returns whether a parameter is a tensor that the definition takes.
pub(super) fn is_input(param: &Param) -> bool {
    matches!(Takes::of(&param.ty), Some(Takes::Tensor(_)))
}

pub(super) fn out_of_range(span: Span, what: &str, found: &str, range: &str) -> Diagnostic {
    Diagnostic::error(&codes::OUT_OF_RANGE, span, format!("{what} must be {range}, not {found}"))
        .label(format!("is {found}"))
}

impl<'a> Elaborator<'a> {
    /// Defines every parameter: from what is given, else from its default.
    pub(super) fn parameters(
        &mut self,
        env: &mut Env<'a>,
        params: &'a [Param],
        given: impl Fn(usize) -> Option<(Value, Span)>,
        (callee, span): (&str, Span),
    ) -> Eval<()> {
        let mut failed = false;
        for (at, param) in params.iter().enumerate() {
            let value = match (given(at), &param.default) {
                (Some(argument), _) => Ok(argument),
                (None, Some(default)) => self.named(env, default, Some(&param.name.text)).map(|it| (it, default.span)),
                (None, None) => {
                    let ty = type_text(&param.ty);
                    self.report(errors::missing_argument(span, callee, &param.name.text, &ty))
                }
            };
            let value = value.and_then(|(value, place)| self.check(param, value, place));
            failed |= value.is_err();
            env.define(&param.name.text, value.unwrap_or_else(|_| Value::poison()));
        }
        if failed { Err(Reported) } else { self.promises(env, params, span) }
    }

    /// The dimensions of a tensor may be told by parameters that follow it: `x: vector[n], n: int`.
    fn promises(&mut self, env: &mut Env<'a>, params: &'a [Param], span: Span) -> Eval<()> {
        for param in params.iter().filter(|it| is_input(it)) {
            if let Some(value) = env.get(&param.name.text).cloned() {
                self.promise(env, param, &value, span)?;
            }
        }
        Ok(())
    }

    /// Checks a value against the type of a parameter.
    fn check(&mut self, param: &'a Param, value: Value, span: Span) -> Eval<Value> {
        let Some(takes) = Takes::of(&param.ty) else {
            let ast::Type::Named { name, .. } = &param.ty else { return Ok(value) };
            return self.report(errors::unknown_type(name, &TYPES));
        };
        let name = &param.name.text;
        match (takes, &value.kind) {
            (_, Kind::Poison) => Err(Reported),
            (Takes::Int, Kind::Scalar(expr, Type::Number)) => {
                let condition = self.is_whole(*expr);
                self.oblige(condition, Blame::NotWhole { name: name.clone(), value: *expr }, span);
                let whole = self.exprs.unary(crate::ir::UnaryOp::Floor, *expr);
                Ok(Value { kind: Kind::Scalar(whole, Type::Int), ..value })
            }
            (Takes::Int, Kind::Scalar(_, Type::Int))
            | (Takes::Float, Kind::Scalar(_, Type::Int | Type::Float | Type::Number))
            | (Takes::Bool, Kind::Scalar(_, Type::Bool))
            | (Takes::Str, Kind::Scalar(_, Type::Str))
            | (Takes::Op, Kind::Op(_))
            | (Takes::List, Kind::List(_)) => Ok(value),
            (Takes::Int, Kind::Scalar(expr, Type::Float)) => {
                match self.exprs.as_const(*expr).and_then(crate::ir::Scalar::as_float) {
                    Some(found) if found.fract() == 0.0 => self.not_whole(*expr, span),
                    Some(found) => self.report(errors::real_argument(span, name, &found.to_string())),
                    None => self.report(errors::real_argument(span, name, "float")),
                }
            }
            (Takes::Tensor(kind), Kind::Tensor(node)) => {
                let found = self.nodes[node.0 as usize].shape.kind;
                if kind.is_some_and(|it| it != found) {
                    return self.report(errors::wrong_input_kind(span, name, takes.name(), found));
                }
                Ok(value)
            }
            _ => self.report(errors::wrong_argument(span, name, takes.name(), value.describe())),
        }
    }

    /// Whether a number is whole.
    pub(super) fn is_whole(&mut self, expr: crate::ir::ExprId) -> crate::ir::ExprId {
        let floor = self.exprs.unary(crate::ir::UnaryOp::Floor, expr);
        self.exprs.equal(floor, expr)
    }

    /// A tensor parameter with dimensions promises them: `x: image[3, 32, 32]`.
    fn promise(&mut self, env: &mut Env<'a>, param: &'a Param, value: &Value, span: Span) -> Eval<()> {
        let (ast::Type::Named { dims: Some(dims), .. }, Kind::Tensor(node)) = (&param.ty, &value.kind) else {
            return Ok(());
        };
        let found = self.nodes[node.0 as usize].shape.clone();
        if dims.len() != found.dims.len() {
            let needed = format!("{} dimensions", found.dims.len());
            return self.report(errors::wrong_type(param.ty.span(), &needed, &dims.len().to_string()));
        }
        let mut promised = Dims::new();
        for dim in dims {
            promised.push(self.whole(env, dim)?);
        }
        let equal: Vec<_> = promised.iter().zip(&found.dims).map(|it| self.exprs.equal(*it.0, *it.1)).collect();
        let condition = self.exprs.all(equal);
        let shape = Shape { kind: found.kind, dims: promised };
        self.oblige(condition, Blame::Promise { node: *node, shape }, span);
        Ok(())
    }
}

pub(super) fn type_text(ty: &ast::Type) -> String {
    match ty {
        ast::Type::Named { name, .. } => name.text.clone(),
        ast::Type::List(inner, _) => format!("[{}]", type_text(inner)),
    }
}
