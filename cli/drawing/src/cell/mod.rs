//! Pictures of cells as the field draws them: nodes that are sums, and operations on edges (figure 1 of Liu et al., ICLR
//! 2019; figure 1 of Dong & Yang, ICLR 2020) or on nodes (figure 1 of Ying et al., ICML 2019).

mod dot;
mod edges;
mod find;
mod place;
mod svg;
mod work;

use crate::{cost::Costs, graph::Graph, plan::Row};

pub use dot::write as dot;
pub use find::find;
pub use place::{Placed, place};
pub use svg::write as svg;

/// What a node is to the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It comes from outside: `c_{k-1}`.
    Input,
    /// It is a sum of the cell.
    Inner,
    /// It is what the cell gives: `c_{k}`.
    Output,
}

/// A node of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is to the cell.
    pub role: Role,
    /// The name: a number, or what stands behind `c` as its index.
    pub name: String,
    /// What is applied to the sum, and the primitive that colours it.
    pub label: Option<Row>,
    /// How many of its edges are taken, if not all.
    pub picked: Option<String>,
    /// The shape of its value.
    pub shape: String,
    /// The operations that it stands for, by position in the graph.
    pub ops: Vec<usize>,
    /// What these cost, if that was asked for.
    pub costs: Costs,
}

/// An edge of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// From which node to which other.
    pub ends: (usize, usize),
    /// What is done on it, and the primitive that colours it; nothing where a value is only handed on.
    pub label: Option<Row>,
    /// Whether a decision says if it exists.
    pub is_open: bool,
    /// Whether nothing comes through.
    pub is_gone: bool,
    /// The operations that it stands for, by position in the graph.
    pub ops: Vec<usize>,
    /// What these cost, if that was asked for.
    pub costs: Costs,
}

/// What several edges or nodes choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// How they refer to it; nothing if there is only one.
    pub name: Option<String>,
    /// Whether edges or nodes choose from it.
    pub subjects: Vec<&'static str>,
    /// The alternatives.
    pub rows: Vec<Row>,
}

/// A cell: nodes, each after those it takes values from, edges, and what they choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The name of what is drawn.
    pub title: String,
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// The choices.
    pub choices: Vec<Choice>,
}

impl Cell {
    /// Returns it with what its nodes and edges cost.
    pub fn with_costs(mut self, graph: &Graph) -> Self {
        self.nodes.iter_mut().for_each(|it| it.costs = graph.costs(it.ops.iter().copied()));
        self.edges.iter_mut().for_each(|it| it.costs = graph.costs(it.ops.iter().copied()));
        self
    }
}

/// The name of a choice: `A`, `B`.
fn letter(at: usize) -> String {
    char::from_u32('A' as u32 + at as u32).map_or_else(|| at.to_string(), String::from)
}
