//! SVG documents: the style that all pictures share, and what they are made of.

use crate::{layout::Point, text::escaped};

/// Plain shapes and system fonts, so that every program shows the same. What is coloured differs in lightness too, for
/// grey prints; screens that are dark get colours of their own.
const STYLE: &str = "\
text { font-family: 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; font-size: 12px; \
fill: #1c2430; text-anchor: middle }
.paper { fill: #ffffff } .title { font-weight: bold; font-size: 11.5px }
.note { font-size: 10px; font-style: italic; fill: #5a6472 }
.value { font-size: 10px; fill: #5a6472 }
.halo { fill: none; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round }
.name { font-weight: bold; font-size: 11.5px; fill: #5a6472; text-anchor: start }
.symbol { font-size: 13px; font-style: italic } .index { font-size: 9px }
.box { stroke: #3d4857; stroke-width: 1.1 } .frame { fill: none; stroke: #aab2bd; stroke-width: 1 }
.open { stroke-dasharray: 4 3 } .gone { stroke-dasharray: 1.5 3 }
.edge { fill: none; stroke: #4a5564; stroke-width: 1.2 } .tip { fill: #4a5564 }
.weights { fill: #bcd5ee } .pool { fill: #f6d7ae } .norm { fill: #eceff2 } .act { fill: #d3eee3 } .merge { fill: #ffffff }
.other { fill: #f7f7f5 } .decision { fill: #fff6d0 } .end { fill: #dcefd6 } .plain { fill: #ffffff }
@media screen and (prefers-color-scheme: dark) {
text { fill: #e4e8ee } .paper, .merge, .plain { fill: #14181e } .note, .name { fill: #a3adba }
.value { fill: #a3adba } .halo { fill: none; stroke: #14181e } .box { stroke: #aab4c2 } .frame { stroke: #566070 }
.edge { stroke: #aab4c2 } .tip { fill: #aab4c2 }
.weights { fill: #274a70 } .pool { fill: #6b4a1c } .norm { fill: #2e353f } .act { fill: #23523f }
.other { fill: #1d232b } .decision { fill: #3d3618 } .end { fill: #27462a }
}
";

/// The family of an operation, which colours it.
pub(crate) fn family(op: &str) -> &'static str {
    match op {
        "conv" | "conv_transpose" | "linear" | "attention" | "embedding" | "position_embedding" => "weights",
        "batch_norm" | "layer_norm" | "group_norm" => "norm",
        "sum" | "mul" | "mean" | "concat" => "merge",
        it if it.contains("pool") => "pool",
        it if nas_compiler::ops::find(it).is_some() && is_activation(it) => "act",
        _ => "other",
    }
}

fn is_activation(op: &str) -> bool {
    ["elu", "silu", "mish", "swish", "sigmoid", "tanh"].iter().any(|it| op.contains(it))
}

/// Writes a document around what is in it.
pub(crate) fn document(title: &str, (width, height): Point, body: &str) -> String {
    let (width, height) = (width.ceil(), height.ceil());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n{body}</svg>\n",
        escaped(title)
    )
}

/// Writes a rectangle with round corners, by its left upper corner and what it measures.
pub(crate) fn rectangle(class: &str, (x, y): Point, (width, height): Point, radius: f64) -> String {
    format!(
        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius:.1}\"/>"
    )
}

/// Writes a text at a place on its base line.
pub(crate) fn words(class: &str, (x, y): Point, text: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escaped(text))
}

/// Writes a line of text that may cross an edge. What is behind it is a text of its own: not every program knows
/// `paint-order`.
pub(crate) fn value(at: Point, text: &str) -> String {
    words("value halo", at, text) + &words("value", at, text)
}

/// In which direction edges run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From the top to the bottom.
    Down,
    /// From the left to the right.
    Right,
}

/// What an edge ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tip {
    /// An arrow.
    Arrow,
    /// Nothing: it goes on.
    None,
}

/// Writes an edge through points at which it has the direction of its edges: `x` and `y` of each.
pub(crate) fn edge(class: &str, points: &[Point], direction: Direction, tip: Tip) -> String {
    let [(x, y), .., end] = points else { return String::new() };
    let mut path = format!("M{x:.1} {y:.1}");
    for (at, pair) in points.windows(2).enumerate() {
        let is_last = at + 2 == points.len() && tip == Tip::Arrow;
        path.push_str(&curve(pair[0], pair[1], direction, if is_last { 5.0 } else { 0.0 }));
    }
    let head = match direction {
        Direction::Down => "l-3.5 -6h7z",
        Direction::Right => "l-6 -3.5v7z",
    };
    let path = format!("<path class=\"edge{class}\" d=\"{path}\"/>\n");
    match tip {
        Tip::Arrow => format!("{path}<path class=\"tip\" d=\"M{:.1} {:.1}{head}\"/>\n", end.0, end.1),
        Tip::None => path,
    }
}

/// A curve to another point, or to a little before it.
fn curve((x0, y0): Point, (x1, y1): Point, direction: Direction, before: f64) -> String {
    match direction {
        Direction::Down if (x0 - x1).abs() < 0.05 => format!("V{:.1}", y1 - before),
        Direction::Right if (y0 - y1).abs() < 0.05 => format!("H{:.1}", x1 - before),
        Direction::Down => {
            let (end, middle) = (y1 - before, f64::midpoint(y0, y1 - before));
            format!("C{x0:.1} {middle:.1} {x1:.1} {middle:.1} {x1:.1} {end:.1}")
        }
        Direction::Right => {
            let (end, middle) = (x1 - before, f64::midpoint(x0, x1 - before));
            format!("C{middle:.1} {y0:.1} {middle:.1} {y1:.1} {end:.1} {y1:.1}")
        }
    }
}
