//! Pictures of cells as DOT.

use super::{
    Cell, Edge, Node, Role,
    place::{lines, notes},
    svg::choice_title,
};
use crate::{
    Options,
    dot::{digraph, quoted},
};

/// Writes a picture.
pub fn write(cell: &Cell, options: &Options) -> String {
    let mut body = String::new();
    for (at, it) in cell.nodes.iter().enumerate() {
        body.push_str(&node(at, it, options));
    }
    cell.edges.iter().for_each(|it| body.push_str(&edge(it, options)));
    for (at, choice) in cell.choices.iter().enumerate() {
        let rows = choice.rows.iter().map(|it| it.text.clone());
        let lines: Vec<String> = std::iter::once(choice_title(choice)).chain(rows).collect();
        body.push_str(&format!("  choice{at} [shape=plaintext, label={}]\n", quoted(&lines.join("\n"))));
    }
    digraph(&cell.title, "  rankdir=LR\n", &body)
}

fn node(at: usize, node: &Node, options: &Options) -> String {
    let (shape, name) = match (&node.label, node.role) {
        (Some(label), _) => ("box", label.text.clone()),
        (None, Role::Inner) => ("circle", node.name.clone()),
        (None, Role::Input | Role::Output) => ("box", format!("c_{{{}}}", node.name)),
    };
    let lines: Vec<String> = std::iter::once(name).chain(notes(node, options)).collect();
    format!("  n{at} [shape={shape}, label={}]\n", quoted(&lines.join("\n")))
}

fn edge(edge: &Edge, options: &Options) -> String {
    let lines = lines(edge, options);
    let label = (!lines.is_empty()).then(|| format!("label={}", quoted(&lines.join("\n"))));
    let style = match (edge.is_gone, edge.is_open) {
        (true, _) => Some("style=dotted".to_owned()),
        (_, true) => Some("style=dashed".to_owned()),
        _ => None,
    };
    let attributes: Vec<String> = label.into_iter().chain(style).collect();
    let attributes = if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
    format!("  n{} -> n{}{attributes}\n", edge.ends.0, edge.ends.1)
}
