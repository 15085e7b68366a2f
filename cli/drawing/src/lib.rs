//! Spaces and architectures as pictures: SVG for papers and pages, DOT for other tools.
//!
//! [`graph`] reads what is to be drawn, [`mod@plan`] decides which boxes there are, [`mod@layout`] gives them places, and
//! [`svg()`] and [`dot()`] write them. Everything is deterministic.

pub mod dot;
pub mod graph;
pub mod layout;
pub mod plan;
pub mod svg;
pub mod text;

pub use graph::Graph;
pub use plan::{Options, Plan, plan};

/// Draws a graph as SVG.
pub fn svg(graph: &Graph, options: &Options) -> String {
    let plan = plan(graph, options);
    svg::write(&plan, &layout::layout(&plan))
}

/// Draws a graph as DOT, the language of Graphviz.
pub fn dot(graph: &Graph, options: &Options) -> String {
    dot::write(&plan(graph, options))
}
