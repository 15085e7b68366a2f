//! Pictures of cells as SVG.

use super::{
    Cell, Choice, Edge, Node, Placed, Role,
    place::{LABEL, NOTE_ROW, ROUND, lines, notes, outline},
};
use crate::{
    Options,
    layout::{Point, Spot},
    plan::Row,
    svg::{Direction, Tip, document, edge, family, rectangle, value, words},
    text::{FONT, NOTE, escaped},
};

/// Writes a picture.
pub fn write(cell: &Cell, placed: &Placed, options: &Options) -> String {
    let mut body = String::new();
    for (edge, points) in cell.edges.iter().zip(&placed.edges) {
        body.push_str(&line(edge, points, cell, placed));
    }
    for (edge, spot) in cell.edges.iter().zip(&placed.labels) {
        if let (Some(row), Some(spot)) = (&edge.label, spot) {
            body.push_str(&label(row, &lines(edge, options), *spot));
        }
    }
    for (node, spot) in cell.nodes.iter().zip(&placed.nodes) {
        body.push_str(&shape(node, *spot, options));
    }
    for (choice, spots) in cell.choices.iter().zip(&placed.choices) {
        body.push_str(&legend(choice, spots));
    }
    document(&cell.title, (placed.width, placed.height), &body)
}

/// What stands before the alternatives of a choice.
pub(super) fn choice_title(choice: &Choice) -> String {
    match &choice.name {
        Some(name) => format!("{name} is one of"),
        None => format!("each {} is one of", choice.subjects.join(" and ")),
    }
}

/// An edge, from the shape of a node to that of another, not to what is written below them.
fn line(it: &Edge, points: &[Point], cell: &Cell, placed: &Placed) -> String {
    let side = |at: usize| outline(&cell.nodes[at]).0 / 2.0;
    let middle = |at: usize| placed.nodes[at].middle();
    let mut points = points.to_vec();
    let last = points.len() - 1;
    points[0].0 = middle(it.ends.0) + side(it.ends.0);
    points[last].0 = middle(it.ends.1) - side(it.ends.1);
    let class = match (it.is_gone, it.is_open) {
        (true, _) => " gone",
        (_, true) => " open",
        _ => "",
    };
    edge(class, &points, Direction::Right, Tip::Arrow)
}

fn shape(node: &Node, spot: Spot, options: &Options) -> String {
    let ((width, height), (x, y)) = (outline(node), (spot.middle(), spot.across));
    let class = match (&node.label, node.role) {
        (Some(label), _) => colour(label),
        (None, Role::Inner) => "plain",
        (None, Role::Input | Role::Output) => "end",
    };
    let radius = if node.role == Role::Inner && node.label.is_none() { ROUND / 2.0 } else { 6.0 };
    let mut text = format!(
        "<g>{}",
        rectangle(&format!("box {class}"), (x - width / 2.0, y - height / 2.0), (width, height), radius)
    );
    if let Some(label) = &node.label {
        text.push_str(&words("label", (x, y + NOTE * 0.36), &label.text));
    } else if node.role == Role::Inner {
        text.push_str(&words("title", (x, y + NOTE * 0.36), &node.name));
    } else {
        let index = escaped(&node.name.replace('-', "−"));
        text.push_str(&format!(
            "<text class=\"symbol\" x=\"{x:.1}\" y=\"{:.1}\">c<tspan class=\"index\" dy=\"3\">{index}</tspan></text>",
            y + 3.0
        ));
    }
    for (at, note) in notes(node, options).iter().enumerate() {
        let y = y + height / 2.0 + (at as f64 + 1.0) * NOTE_ROW - 2.0;
        text.push_str(&value((x, y), note));
    }
    text + "</g>\n"
}

fn colour(row: &Row) -> &'static str {
    if row.op == "select" { "decision" } else { family(&row.op) }
}

fn label(row: &Row, lines: &[String], spot: Spot) -> String {
    let top = spot.across - spot.size.across / 2.0;
    let (x, y) = (spot.middle(), top + LABEL / 2.0);
    let class = colour(row);
    let size = (spot.size.along, spot.size.across);
    let mut text = rectangle(&format!("box {class}"), (spot.along, top), size, LABEL / 2.0);
    for (at, line) in lines.iter().enumerate() {
        let class = if at == 0 { "label" } else { "note" };
        text.push_str(&words(class, (x, y + NOTE * 0.35 + at as f64 * NOTE_ROW), line));
    }
    text + "\n"
}

fn legend(choice: &Choice, spots: &[Spot]) -> String {
    let mut text = String::new();
    if let Some(spot) = spots.first() {
        text = words("name", (spot.along, spot.across + FONT * 0.35), &choice_title(choice));
    }
    for (row, spot) in choice.rows.iter().zip(&spots[1..]) {
        text.push_str(&label(row, std::slice::from_ref(&row.text), *spot));
    }
    text + "\n"
}
