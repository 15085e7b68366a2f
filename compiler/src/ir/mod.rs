//! The intermediate representation: a search space with every loop unrolled and every definition inlined.
//!
//! # What a [`Space`] means
//!
//! A space is a directed acyclic graph of operations in topological order ([`Space::nodes`]), over a table of
//! [`decisions`](Space::decisions). An *assignment* gives each decision an index into its domain. Under an assignment
//!
//! - a decision is **active** if its [`active`](Decision::active) condition holds; an inactive one has index 0 and means nothing;
//! - a node **exists** if its [`guard`](Node::guard) holds, and an edge if both its own guard and its source exist;
//! - a [`select`](NodeKind::Select) forwards its only existing input; it costs nothing and does not appear in a [`Network`];
//! - nodes that are [`tied`](Node::tied) together share one set of weights, which the first of them that exists counts;
//! - every number in the graph (an argument, a dimension, a cost) is an [`Expr`] over the decisions, held in one
//!   hash-consed arena, so equal expressions have equal ids.
//!
//! An **architecture** is an assignment of the active decisions under which every [`Constraint`] holds.
//! [`Network`] is one architecture with every expression evaluated: what is trained, drawn, exported, hashed.

mod algebra;
mod architecture;
mod calculate;
mod decision;
mod evaluate;
mod expr;
mod network;
mod node;
mod scalar;
pub mod spec;

pub use architecture::{Architecture, Assignment, Choice};
pub use calculate::{binary, unary};
pub use decision::{Decision, DecisionId, Domain};
pub use evaluate::Evaluator;
pub(crate) use evaluate::{is_member, value_of};
pub use expr::{BinaryOp, Built, CostKind, Expr, ExprId, Exprs, UnaryOp};
pub use network::{Network, Operation};
pub(crate) use network::{operation_key, takes_time};
pub use node::{Argument, Arguments, Dims, Edge, Node, NodeId, NodeKind, Shape, TensorKind};
pub use scalar::Scalar;

use indexmap::IndexMap;
use nas_grammar::Span;
use serde::{Deserialize, Serialize};

/// The version of the serialised form. A reader refuses another.
pub const FORMAT: u32 = 1;

/// A condition that every architecture of the space meets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Constraint {
    /// The condition, a boolean; it already holds wherever its surroundings do not exist.
    pub condition: ExprId,
    /// The text after `else`, the user's reason.
    pub reason: Option<String>,
    /// The condition as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The measured times of operations on a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceTimes {
    /// The device's name in the source.
    pub name: String,
    /// Picoseconds by operation, as [`Network::key`] writes it: whole numbers, so that sums are exact.
    pub picoseconds: IndexMap<String, u64>,
}

/// An elaborated search space. The module's documentation says what it means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Space {
    /// The version of this form, [`FORMAT`].
    pub format: u32,
    /// The name in the source.
    pub name: String,
    /// The parameters that are scalars, with the arguments that the space was elaborated with.
    pub arguments: Vec<(String, Scalar)>,
    /// All expressions.
    pub exprs: Exprs,
    /// All decisions; a decision's `active` condition mentions earlier ones only.
    pub decisions: Vec<Decision>,
    /// All operations, each after its inputs.
    pub nodes: Vec<Node>,
    /// The node whose value is the network's output.
    pub output: NodeId,
    /// All constraints, in source order.
    pub constraints: Vec<Constraint>,
    /// The devices that constraints mention.
    #[serde(default)]
    pub devices: Vec<DeviceTimes>,
}

impl Space {
    /// Returns the decision with an id.
    pub fn decision(&self, id: DecisionId) -> &Decision {
        &self.decisions[id.0 as usize]
    }

    /// Returns the node with an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Returns whether a constraint mentions what only a whole network has: a cost, a time, or whether it is connected.
    pub fn constrains_cost(&self) -> bool {
        self.constraints.iter().any(|it| crate::check::has_cost(self, it.condition))
    }

    /// Returns whether some of its operations use the weights of others.
    pub fn shares_weights(&self) -> bool {
        self.nodes.iter().any(|it| it.tied.is_some())
    }

    /// Finds a decision by its path.
    pub fn find(&self, path: &str) -> Option<DecisionId> {
        self.decisions.iter().position(|it| it.path == path).map(|it| DecisionId(it as u32))
    }
}
