//! What is to be drawn: the operations of a space or of a network, with labels.

mod label;
mod nested;
mod part;
mod price;
mod read;

use nas_compiler::ir::NodeId;

use crate::cost::Costs;
use price::Prices;

pub(crate) use label::is_main;
pub(crate) use part::{is_within, scope_prefix, uses};

/// One operation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Op {
    /// The primitive's name, `input`, or `select`.
    pub name: String,
    /// The label: `conv 3×3, 16`.
    pub label: String,
    /// Where its inputs come from.
    pub inputs: Vec<Input>,
    /// The scope it was made in.
    pub scope: String,
    /// The condition under which it exists, if it does not always.
    pub guard: Option<String>,
    /// The named alternatives that it belongs to, outer ones first.
    pub alternatives: Vec<Alternative>,
    /// The shape of its value, `16×32×32`.
    pub shape: String,
    /// What it costs, roughly.
    pub costs: Costs,
    /// The node of the space that it is, if the graph is one of a space.
    pub node: Option<NodeId>,
}

/// One of the values that a decision can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Its name, or the value.
    pub name: String,
    /// The path of the decision.
    pub decision: String,
}

/// A use of an operation's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Whose value, by position.
    pub source: usize,
    /// The condition, if there is one.
    pub guard: Option<String>,
    /// The value that a decision takes here.
    pub alternative: Option<Alternative>,
    /// How many of the items that this is one of are picked, if it is one of several to pick from: `2`, `1 to 3`.
    pub picked: Option<String>,
}

/// The operations to draw, each after its inputs.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// What it is called.
    pub title: String,
    /// The operations.
    pub ops: Vec<Op>,
    /// The space that says what they cost; a network's do themselves.
    prices: Option<Prices>,
}
