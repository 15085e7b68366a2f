//! The graph: operations and edges.

use std::{borrow::Cow, fmt, sync::Arc};

use nas_grammar::Span;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::ExprId;

/// A node of a space, by position in [`super::Space::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub u32);

/// What a tensor is, and so what its dimensions mean. The batch is never part of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TensorKind {
    /// `image[channels, height, width]`
    Image,
    /// `sequence[length, features]`
    Sequence,
    /// `tokens[length]`: integer ids.
    Tokens,
    /// `vector[features]`
    Vector,
}

impl TensorKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Image, Self::Sequence, Self::Tokens, Self::Vector];

    /// The word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Sequence => "sequence",
            Self::Tokens => "tokens",
            Self::Vector => "vector",
        }
    }

    /// The names of the dimensions, in order.
    pub fn dimensions(self) -> &'static [&'static str] {
        match self {
            Self::Image => &["channels", "height", "width"],
            Self::Sequence => &["length", "features"],
            Self::Tokens => &["length"],
            Self::Vector => &["features"],
        }
    }
}

impl fmt::Display for TensorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The dimensions of a tensor, one expression each.
pub type Dims = SmallVec<[ExprId; 3]>;

/// A kind and its dimensions, each an expression over the decisions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shape {
    /// What the tensor is.
    pub kind: TensorKind,
    /// One expression per dimension of the kind.
    pub dims: Dims,
}

/// A use of one node's value by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The node that gives the value.
    pub source: NodeId,
    /// The condition under which the edge exists, given that the using node does.
    pub guard: ExprId,
}

/// A parameter of a primitive, and its value.
pub type Argument = (Cow<'static, str>, ExprId);

/// The arguments of a primitive, in the order of its parameters. Nodes that came by the same ones share them.
pub type Arguments = Arc<[Argument]>;

/// What a node does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NodeKind {
    /// An input of the network.
    Input {
        /// The name in the source.
        name: String,
    },
    /// A primitive operation.
    Primitive {
        /// Its name in the registry, such as `conv`.
        op: Cow<'static, str>,
        /// Every parameter of the primitive with its value.
        args: Arguments,
    },
    /// Forwards the only one of its inputs that exists.
    Select,
}

/// One operation of the space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// What it does.
    pub kind: NodeKind,
    /// The earlier primitive that it is tied to, if it is: both use the same weights, which belong to whichever of all that
    /// are tied together exists first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tied: Option<NodeId>,
    /// Where its inputs come from.
    pub inputs: SmallVec<[Edge; 2]>,
    /// The shape of its value.
    pub shape: Shape,
    /// The condition under which it exists.
    pub guard: ExprId,
    /// Trainable scalars of its own, given that it exists.
    pub params: ExprId,
    /// Multiply-accumulates for one input, given that it exists.
    pub macs: ExprId,
    /// The scope it was made in, such as `normal.node2.input0`; not unique.
    pub scope: Arc<str>,
    /// Where it was applied.
    pub span: Span,
}
