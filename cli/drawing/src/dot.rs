//! A picture as DOT, for Graphviz to lay out.

use crate::{
    layout::heading,
    plan::{Item, Look, Plan},
};

/// Writes a picture.
pub fn write(plan: &Plan) -> String {
    let mut text =
        format!("digraph {} {{\n  node [shape=box, style=rounded, fontname=\"Helvetica\"]\n", quoted(&plan.title));
    for (at, item) in plan.items.iter().enumerate() {
        let shape = if item.look == Look::Merge { ", shape=ellipse" } else { "" };
        let style = if item.guard.is_some() { ", style=\"rounded,dashed\"" } else { "" };
        text.push_str(&format!("  n{at} [label={}{shape}{style}]\n", quoted(&label(item))));
    }
    for (at, item) in plan.items.iter().enumerate() {
        for (source, is_open) in &item.inputs {
            let style = if *is_open { " [style=dashed]" } else { "" };
            text.push_str(&format!("  n{source} -> n{at}{style}\n"));
        }
    }
    text + "}\n"
}

fn label(item: &Item) -> String {
    let title = heading(item.title.as_deref().unwrap_or(""), item.times);
    let rows = item.rows.iter().map(|it| it.text.clone());
    let guard = item.guard.iter().map(|it| format!("if {it}"));
    let lines = std::iter::once(title).filter(|it| !it.is_empty()).chain(rows).chain(guard);
    lines.collect::<Vec<_>>().join("\n")
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
