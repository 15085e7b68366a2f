//! What expressions evaluate to while a space is elaborated.

use std::{rc::Rc, sync::Arc};

use nas_grammar::{Span, diagnostic::with_article};
use smallvec::SmallVec;

use super::tie::TieId;
use crate::{
    ir::{Arguments, DecisionId, ExprId, NodeId, Scalar},
    names::ItemId,
    ops::Primitive,
};

/// The type of a scalar whose value may depend on decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Int,
    Float,
    /// A whole or a real number, depending on decisions.
    Number,
    Bool,
    Str,
    Duration,
    Bytes,
}

impl Type {
    pub(super) fn of(value: &Scalar) -> Self {
        match value {
            Scalar::Int(_) => Self::Int,
            Scalar::Float(_) => Self::Float,
            Scalar::Bool(_) => Self::Bool,
            Scalar::Str(_) => Self::Str,
            Scalar::Duration(_) => Self::Duration,
            Scalar::Bytes(_) => Self::Bytes,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Float | Self::Number)
    }

    /// The type of something that is of one type or the other.
    pub(super) fn join(self, other: Self) -> Option<Self> {
        match (self, other) {
            (left, right) if left == right => Some(left),
            (left, right) if left.is_number() && right.is_number() => Some(Self::Number),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Float => "float",
            Self::Number => "number",
            Self::Bool => "bool",
            Self::Str => "str",
            Self::Duration => "duration",
            Self::Bytes => "bytes",
        }
    }
}

/// A value, and the decision that it is the outcome of, if it is one directly.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) decision: Option<DecisionId>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Scalar(ExprId, Type),
    List(Rc<Vec<Item>>),
    Tensor(NodeId),
    Op(Rc<OpValue>),
    /// What a mistake that was already reported left behind.
    Poison,
}

/// What flows into an operation; mostly one tensor.
pub(super) type Tensors = SmallVec<[Item; 1]>;

/// An argument: the position of its parameter, its value, and where it stands.
pub(super) type Argument = (usize, Value, Span);

/// An item of a list, which may be there in some architectures only.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The condition under which it is there, given that the list is.
    pub(super) guard: ExprId,
    pub(super) value: Value,
}

/// An operation that waits for its tensors.
#[derive(Debug)]
pub(super) enum OpValue {
    Primitive {
        op: &'static Primitive,
        /// Those that are given or have a constant default.
        args: Arguments,
        span: Span,
    },
    Definition(Bound),
    /// An operation that was named without the arguments it needs: a call gives them.
    Waiting(Waiting, Span),
    Choice {
        decision: DecisionId,
        alternatives: Vec<Value>,
        span: Span,
    },
    If {
        condition: ExprId,
        then: Value,
        otherwise: Value,
        span: Span,
    },
    /// An operation whose uses share their decisions and weights.
    Tied {
        tie: TieId,
        /// Where its decisions are made, unless it says so itself.
        path: Option<Arc<str>>,
        op: Value,
        span: Span,
    },
    /// One operation after another.
    Sequence(Vec<Item>, Span),
    /// The first `count` of the steps, one after another.
    Repeat {
        count: ExprId,
        steps: Vec<Value>,
        span: Span,
    },
}

impl OpValue {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Primitive { span, .. }
            | Self::Choice { span, .. }
            | Self::If { span, .. }
            | Self::Tied { span, .. }
            | Self::Sequence(_, span)
            | Self::Waiting(_, span)
            | Self::Repeat { span, .. } => *span,
            Self::Definition(bound) => bound.span,
        }
    }
}

/// What was named without the arguments it needs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Waiting {
    Primitive(&'static Primitive),
    Definition(ItemId),
}

/// A definition with some of its parameters bound.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) item: ItemId,
    /// The path of the cell instance, if it is one: all its uses share one set of decisions.
    pub(super) instance: Option<Arc<str>>,
    /// The level at which it was named; its decisions belong there, wherever it is applied.
    pub(super) level: Arc<str>,
    /// The name that its decisions' paths go on with.
    pub(super) name: String,
    /// The arguments given so far.
    pub(super) args: Vec<Argument>,
    pub(super) span: Span,
}

impl Bound {
    /// Whether the parameter at a position has its argument.
    pub(super) fn gives(&self, param: usize) -> bool {
        self.args.iter().any(|it| it.0 == param)
    }
}

impl Value {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, decision: None }
    }

    pub(super) fn scalar(expr: ExprId, ty: Type) -> Self {
        Self::new(Kind::Scalar(expr, ty))
    }

    pub(super) fn tensor(node: NodeId) -> Self {
        Self::new(Kind::Tensor(node))
    }

    pub(super) fn list(items: Vec<Item>) -> Self {
        Self::new(Kind::List(Rc::new(items)))
    }

    pub(super) fn op(op: OpValue) -> Self {
        Self::new(Kind::Op(Rc::new(op)))
    }

    pub(super) fn poison() -> Self {
        Self::new(Kind::Poison)
    }

    pub(super) fn decided(mut self, decision: DecisionId) -> Self {
        self.decision = Some(decision);
        self
    }

    /// What the value is, a list with its length.
    pub(super) fn extent(&self) -> String {
        match &self.kind {
            Kind::List(items) => format!("a list of {}", items.len()),
            _ => with_article(self.describe()),
        }
    }

    /// The user's word for what the value is.
    pub(super) fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(_, ty) => ty.name(),
            Kind::List(_) => "list",
            Kind::Tensor(_) => "tensor",
            Kind::Op(_) => "operation",
            Kind::Poison => "nothing",
        }
    }
}
