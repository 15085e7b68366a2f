//! Expressions over decisions.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::{DecisionId, Scalar};

/// An expression of a space, by position in its arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExprId(pub u32);

/// An operation on one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UnaryOp {
    /// `-x`
    Negate,
    /// `not x`
    Not,
    /// `floor(x)`
    Floor,
    /// `ceil(x)`
    Ceil,
    /// `round(x)`, halves away from zero.
    Round,
    /// `abs(x)`
    Abs,
    /// `sqrt(x)`
    Sqrt,
}

/// An operation on two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BinaryOp {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`: whole where it divides evenly, real otherwise.
    Divide,
    /// Division rounded down.
    FloorDivide,
    /// `a % b`, with the sign of `b`.
    Remainder,
    /// `pow(a, b)`
    Power,
    /// `min(a, b)`
    Min,
    /// `max(a, b)`
    Max,
    /// `a == b`
    Equal,
    /// `a < b`
    Less,
    /// `a <= b`
    LessEqual,
}

/// A quantity of a whole architecture, for constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CostKind {
    /// Trainable scalars.
    Params,
    /// Multiply-accumulates for one input.
    Macs,
    /// Twice the multiply-accumulates.
    Flops,
    /// Peak bytes of activations that are alive together for one input.
    Memory,
    /// Longest input-output path in parametric operations.
    Depth,
}

impl CostKind {
    /// Every cost.
    pub const ALL: [Self; 5] = [Self::Params, Self::Macs, Self::Flops, Self::Memory, Self::Depth];

    /// Those that are plain sums over operations.
    pub const SUMS: [Self; 2] = [Self::Params, Self::Macs];

    /// The word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Params => "params",
            Self::Macs => "macs",
            Self::Flops => "flops",
            Self::Memory => "memory",
            Self::Depth => "depth",
        }
    }
}

/// One expression; its parts have smaller ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Expr {
    /// A known value.
    Const(Scalar),
    /// The value that a decision over values takes.
    Value(DecisionId),
    /// Whether a decision takes the value with this index.
    Is(DecisionId, u32),
    /// Whether a subset decision includes this item.
    Member(DecisionId, u32),
    /// An operation on one value.
    Unary(UnaryOp, ExprId),
    /// An operation on two values.
    Binary(BinaryOp, ExprId, ExprId),
    /// Whether all hold; sorted, without repetition.
    All(Vec<ExprId>),
    /// Whether any holds; sorted, without repetition.
    Any(Vec<ExprId>),
    /// The sum of numbers.
    Sum(Vec<ExprId>),
    /// The second where the first holds, the third elsewhere.
    If(ExprId, ExprId, ExprId),
    /// A cost of the whole architecture, as built or simplified.
    Cost(CostKind, Built),
    /// The time of the whole architecture on a device of the space, as the sum of its operations' times.
    Latency(String),
    /// Whether the output depends on every input through operations that are not `zero`.
    Connected,
}

impl Expr {
    /// Returns the expressions that this one is made of.
    pub fn parts(&self) -> Vec<ExprId> {
        match self {
            Self::Const(_)
            | Self::Value(_)
            | Self::Is(..)
            | Self::Member(..)
            | Self::Cost(..)
            | Self::Latency(_)
            | Self::Connected => {
                vec![]
            }
            Self::Unary(_, operand) => vec![*operand],
            Self::Binary(_, left, right) => vec![*left, *right],
            Self::All(parts) | Self::Any(parts) | Self::Sum(parts) => parts.clone(),
            Self::If(condition, then, otherwise) => vec![*condition, *then, *otherwise],
        }
    }
}

/// Which network a cost is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Built {
    /// Every operation of a taken alternative.
    AsBuilt,
    /// What is left once dead operations are removed and identities contracted.
    Simplified,
}

/// The arena of a space's expressions, hash-consed: equal expressions have equal ids.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Exprs {
    items: IndexSet<Expr, FxBuildHasher>,
}

impl Exprs {
    /// Returns the expression with an id.
    pub fn get(&self, id: ExprId) -> &Expr {
        &self.items[id.0 as usize]
    }

    /// Returns how many expressions there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns the known value, if the expression is one.
    pub fn as_const(&self, id: ExprId) -> Option<&Scalar> {
        match self.get(id) {
            Expr::Const(it) => Some(it),
            _ => None,
        }
    }

    /// Gives the decisions other numbers, each its own. Ids of expressions stay.
    pub(crate) fn renumbered(&self, place: impl Fn(DecisionId) -> DecisionId) -> Self {
        let renumber = |it: &Expr| match it {
            Expr::Value(decision) => Expr::Value(place(*decision)),
            Expr::Is(decision, index) => Expr::Is(place(*decision), *index),
            Expr::Member(decision, item) => Expr::Member(place(*decision), *item),
            other => other.clone(),
        };
        Self { items: self.items.iter().map(renumber).collect() }
    }

    /// Returns an expression and everything it is made of, each once.
    pub fn within(&self, id: ExprId) -> impl Iterator<Item = &Expr> {
        let mut seen = IndexSet::<ExprId, FxBuildHasher>::default();
        let mut open = vec![id];
        std::iter::from_fn(move || {
            loop {
                let next = open.pop()?;
                if seen.insert(next) {
                    let expr = self.get(next);
                    open.extend(expr.parts().into_iter().rev());
                    return Some(expr);
                }
            }
        })
    }

    /// Returns the decisions that an expression mentions, in order of mention.
    pub fn decisions(&self, id: ExprId) -> Vec<DecisionId> {
        let mut found = IndexSet::<DecisionId, FxBuildHasher>::default();
        for expr in self.within(id) {
            if let Expr::Value(decision) | Expr::Is(decision, _) | Expr::Member(decision, _) = expr {
                found.insert(*decision);
            }
        }
        found.into_iter().collect()
    }

    /// Adds an expression as it is, without simplifying it.
    pub fn intern(&mut self, expr: Expr) -> ExprId {
        ExprId(self.items.insert_full(expr).0 as u32)
    }
}
