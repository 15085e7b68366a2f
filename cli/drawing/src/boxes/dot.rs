//! Pictures of boxes as DOT, with frames as clusters.

use super::{condition, frame_title, heading, notes};
use crate::{
    Options,
    dot::{digraph, quoted},
    graph::Graph,
    plan::{Item, Look, Plan},
};

/// Writes a picture.
pub fn write(graph: &Graph, plan: &Plan, options: &Options) -> String {
    let mut body = String::new();
    let mut around: Vec<usize> = vec![];
    for (at, item) in plan.items.iter().enumerate() {
        let shared = around.iter().zip(&item.frames).take_while(|it| it.0 == it.1).count();
        body.push_str(&"}\n".repeat(around.len() - shared));
        for frame in &item.frames[shared..] {
            let label = quoted(&frame_title(&plan.frames[*frame]));
            let open = format!("subgraph cluster_{frame} {{ label={label}; labeljust=l; color=gray; style=rounded\n");
            body.push_str(&open);
        }
        around.clone_from(&item.frames);
        body.push_str(&node(at, item, options));
    }
    body.push_str(&"}\n".repeat(around.len()));
    for (at, item) in plan.items.iter().enumerate() {
        for (source, is_open) in &item.inputs {
            body.push_str(&edge(graph, plan, (*source, at), *is_open, options));
        }
    }
    digraph(&plan.title, "", &body)
}

fn node(at: usize, item: &Item, options: &Options) -> String {
    let shape = match item.look {
        Look::Merge => ", shape=ellipse",
        Look::Joint => ", shape=point",
        _ => "",
    };
    let style = if item.guard.is_some() { ", style=\"rounded,dashed\"" } else { "" };
    format!("  n{at} [label={}{shape}{style}]\n", quoted(&label(item, options)))
}

fn edge(graph: &Graph, plan: &Plan, (source, target): (usize, usize), is_open: bool, options: &Options) -> String {
    let joint = Some(&plan.items[target]).filter(|it| it.look == Look::Joint);
    let condition = condition(&plan.items[target], source).map(ToOwned::to_owned);
    let shape = plan.items[source].ops.last().filter(|_| options.shapes).map(|it| graph.ops[*it].shape.clone());
    let lines: Vec<String> = condition.into_iter().chain(shape).collect();
    let label = (!lines.is_empty()).then(|| format!("label={}", quoted(&lines.join("\n"))));
    let style = is_open.then(|| "style=dashed".to_owned());
    let tip = joint.map(|_| "arrowhead=none".to_owned());
    let attributes: Vec<String> = label.into_iter().chain(style).chain(tip).collect();
    let attributes = if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
    format!("  n{source} -> n{target}{attributes}\n")
}

fn label(item: &Item, options: &Options) -> String {
    let title = heading(item.title.as_deref().unwrap_or(""), item.times);
    let rows = item.rows.iter().map(|it| it.text.clone());
    let lines = std::iter::once(title).filter(|it| !it.is_empty()).chain(rows).chain(notes(item, options));
    lines.collect::<Vec<_>>().join("\n")
}
