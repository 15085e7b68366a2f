//! Where the nodes, labels and edges of a cell are: from the left to the right, and its choices below.

use super::{Cell, Choice, Node, Role};
use crate::{
    Options,
    layout::{Joint, Pin, Point, Shape, Size, Spacing, Spot, arrange},
    text::{FONT, NOTE, SMALL, width},
};

/// The diameter of a node that is a number.
pub(super) const ROUND: f64 = 26.0;
/// The height of a label.
pub(super) const LABEL: f64 = 18.0;
/// The height of a note under a node.
pub(super) const NOTE_ROW: f64 = 13.0;
const MARGIN: f64 = 16.0;
const SPACING: Spacing = Spacing { beside: 10.0, between: 22.0, beyond: 22.0 };
/// Between labels that stand in a row.
const GAP: f64 = 8.0;

/// Where everything is: centres, and what is there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placed {
    /// The nodes with their notes.
    pub nodes: Vec<Spot>,
    /// The labels of the edges.
    pub labels: Vec<Option<Spot>>,
    /// The points of each edge at which it is horizontal, as `x` and `y`.
    pub edges: Vec<Vec<Point>>,
    /// For each choice the place of its title and those of its alternatives.
    pub choices: Vec<Vec<Spot>>,
    /// The width of the picture.
    pub width: f64,
    /// The height of the picture.
    pub height: f64,
}

/// Gives everything its place.
pub fn place(cell: &Cell, options: &Options) -> Placed {
    let shapes: Vec<Shape> = cell.nodes.iter().map(|it| shape(it, options)).collect();
    let joints = cell.edges.iter().map(|it| Joint { ends: it.ends, ports: (0.0, 0.0), label: label(it, options) });
    let arranged = arrange(&shapes, &joints.collect::<Vec<_>>(), SPACING);
    let moved = |it: Spot| Spot { across: it.across + MARGIN, along: it.along + MARGIN, ..it };
    let edges = arranged.paths.iter().map(|it| it.iter().map(|it| (it.1 + MARGIN, it.0 + MARGIN)).collect());
    let mut placed = Placed {
        nodes: arranged.spots.into_iter().map(moved).collect(),
        labels: arranged.labels.into_iter().map(|it| it.map(moved)).collect(),
        edges: edges.collect(),
        choices: vec![],
        width: arranged.size.along + 2.0 * MARGIN,
        height: arranged.size.across + 2.0 * MARGIN,
    };
    cell.choices.iter().for_each(|it| place_choice(it, &mut placed));
    placed
}

/// What is written under a node.
pub(super) fn notes(node: &Node, options: &Options) -> Vec<String> {
    let shape = options.shapes.then(|| node.shape.clone());
    let costs = options.costs.then(|| node.costs.to_string());
    node.picked.iter().cloned().chain(shape).chain(costs).filter(|it| !it.is_empty()).collect()
}

/// What is written on an edge: the operation, and what it costs.
pub(super) fn lines(edge: &super::Edge, options: &Options) -> Vec<String> {
    let costs = options.costs.then(|| edge.costs.to_string());
    edge.label.iter().map(|it| it.text.clone()).chain(costs.filter(|it| !it.is_empty())).collect()
}

fn label(edge: &super::Edge, options: &Options) -> Option<Size> {
    let lines = lines(edge, options);
    let widest = lines.iter().map(|it| width(it, NOTE)).reduce(f64::max)?;
    let notes = (lines.len() - 1) as f64 * NOTE_ROW;
    Some(Size { across: LABEL + notes, along: widest + 14.0 })
}

/// The width and height of a node's shape.
pub(super) fn outline(node: &Node) -> (f64, f64) {
    match (&node.label, node.role) {
        (Some(label), _) => (width(&label.text, NOTE) + 22.0, ROUND),
        (None, Role::Inner) => (ROUND, ROUND),
        (None, Role::Input | Role::Output) => (ROUND + 14.0, ROUND),
    }
}

/// What a node measures, notes included; edges meet the middle of it.
fn shape(node: &Node, options: &Options) -> Shape {
    let notes = notes(node, options);
    let (name, height) = outline(node);
    let widest = notes.iter().map(|it| width(it, SMALL)).fold(name, f64::max);
    let size = Size { across: height + 2.0 * notes.len() as f64 * NOTE_ROW, along: widest };
    let pin = match node.role {
        Role::Input => Pin::First,
        Role::Output => Pin::Last,
        Role::Inner => Pin::Free,
    };
    Shape { size, pin }
}

/// Sets the alternatives of a choice in rows below what is there.
fn place_choice(choice: &Choice, placed: &mut Placed) {
    let title = width(&super::svg::choice_title(choice), NOTE) * 1.1;
    let widths: Vec<f64> =
        std::iter::once(title).chain(choice.rows.iter().map(|it| width(&it.text, FONT) + 16.0)).collect();
    placed.width = widths.iter().fold(placed.width, |widest, it| widest.max(it + 2.0 * MARGIN));
    let (mut x, mut y) = (MARGIN, placed.height);
    let mut spots = vec![];
    for width in widths {
        if x > MARGIN && x + width > placed.width - MARGIN {
            (x, y) = (MARGIN, y + LABEL + GAP);
        }
        let size = Size { across: LABEL, along: width };
        spots.push(Spot { across: y + LABEL / 2.0, along: x, size });
        x += width + GAP;
    }
    placed.height = y + LABEL + MARGIN;
    placed.choices.push(spots);
}
