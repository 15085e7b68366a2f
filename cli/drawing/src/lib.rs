//! Spaces and architectures as pictures: SVG for papers and pages, DOT for other tools.
//!
//! [`graph`] reads what is to be drawn. A cell whose nodes are sums is drawn as nodes and edges ([`cell`]); for all else
//! [`mod@plan`] decides which boxes there are, and [`boxes`] draws them. [`layout`] gives places in both. Everything is
//! deterministic.

pub mod boxes;
pub mod cell;
pub mod cost;
mod dot;
pub mod graph;
pub mod layout;
pub mod plan;
mod svg;
pub mod text;

pub use graph::Graph;
pub use plan::{Plan, plan};

/// What to show, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How many levels of scopes are open; as many as can be read unless given.
    pub depth: Option<usize>,
    /// Which form a picture has.
    pub form: Form,
    /// Shows the shapes of values.
    pub shapes: bool,
    /// Shows parameters and multiply-accumulates.
    pub costs: bool,
}

/// Which form a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// That of a cell for what is one, boxes for all else.
    #[default]
    Fitting,
    /// Boxes.
    Boxes,
}

/// Draws a graph as SVG.
pub fn svg(graph: &Graph, options: &Options) -> String {
    if let Some(cell) = cell_of(graph, options) {
        return cell::svg(&cell, &cell::place(&cell, options), options);
    }
    let plan = plan(graph, options);
    boxes::svg(graph, &plan, &boxes::place(&plan, options), options)
}

/// Draws a graph as DOT, the language of Graphviz.
pub fn dot(graph: &Graph, options: &Options) -> String {
    match cell_of(graph, options) {
        Some(cell) => cell::dot(&cell, options),
        None => boxes::dot(graph, &plan(graph, options), options),
    }
}

fn cell_of(graph: &Graph, options: &Options) -> Option<cell::Cell> {
    let is_fitting = options.form == Form::Fitting && options.depth.is_none();
    let cell = is_fitting.then(|| cell::find(graph))??;
    Some(if options.costs { cell.with_costs(graph) } else { cell })
}
