//! A picture as SVG.

use crate::{
    layout::{FONT, Layout, Line, NOTE, Place, ROW, has_heading, heading},
    plan::{Item, Look, Plan},
    text::escaped,
};

const STYLE: &str = "\
text { font-family: 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; font-size: 12px; \
fill: #1c2430; text-anchor: middle }
.title { font-weight: bold; font-size: 11.5px } .note { font-size: 10px; font-style: italic; fill: #5a6472 }
.box { fill: #ffffff; stroke: #3d4857; stroke-width: 1.1 } .open { stroke-dasharray: 4 3 }
.edge { fill: none; stroke: #4a5564; stroke-width: 1.2 } .tip { fill: #4a5564 }
.weights { fill: #bcd5ee } .pool { fill: #f6d7ae } .norm { fill: #eceff2 } .act { fill: #d3eee3 } .merge { fill: #ffffff }
.other { fill: #f7f7f5 } .decision { fill: #fff6d0 }
";

/// The family of an operation, which colours it. Lightness differs too, for grey prints.
fn family(op: &str) -> &'static str {
    match op {
        "conv" | "linear" | "attention" | "embedding" | "position_embedding" => "weights",
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

/// Writes a picture.
pub fn write(plan: &Plan, layout: &Layout) -> String {
    let (width, height) = (layout.width.ceil(), layout.height.ceil());
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(&plan.title)
    );
    layout.lines.iter().for_each(|it| text.push_str(&edge(it)));
    for (item, place) in plan.items.iter().zip(&layout.places) {
        text.push_str(&shape(item, *place));
    }
    text + "</svg>\n"
}

fn edge(line: &Line) -> String {
    let Some(((x, y), end)) = line.points.first().zip(line.points.last()) else { return String::new() };
    let mut path = format!("M{x:.1} {y:.1}");
    for (at, pair) in line.points.windows(2).enumerate() {
        let ((x0, y0), (x1, mut y1)) = (pair[0], pair[1]);
        if at + 2 == line.points.len() {
            y1 -= 5.0;
        }
        let middle = f64::midpoint(y0, y1);
        path.push_str(&format!(" C{x0:.1} {middle:.1} {x1:.1} {middle:.1} {x1:.1} {y1:.1}"));
    }
    let open = if line.is_open { " open" } else { "" };
    let tip = format!("M{:.1} {:.1}l-3.5 -6h7z", end.0, end.1);
    format!("<path class=\"edge{open}\" d=\"{path}\"/>\n<path class=\"tip\" d=\"{tip}\"/>\n")
}

fn shape(item: &Item, place: Place) -> String {
    let left = place.x - place.width / 2.0;
    let open = if item.guard.is_some() || item.look == Look::Omitted { " open" } else { "" };
    let back = match item.look {
        Look::Decision => "decision",
        Look::Merge => "merge",
        _ => "other",
    };
    let radius = if item.look == Look::Merge { place.height / 2.0 } else { 5.0 };
    let mut text = format!("<g class=\"{back}\">{}", outline(place, radius, &format!("box{open} {back}")));
    let mut y = place.y + 4.0;
    if has_heading(item) {
        let title = heading(item.title.as_deref().unwrap_or(""), item.times);
        text.push_str(&words("title", place.x, y + NOTE / 2.0 + 4.0, &title));
        y += NOTE;
    }
    for row in &item.rows {
        if item.look != Look::Merge && !row.op.is_empty() {
            let (family, width) = (family(&row.op), place.width - 8.0);
            text.push_str(&format!(
                "<rect class=\"{family}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\" rx=\"3\"/>",
                left + 4.0,
                y + 1.0,
                ROW - 2.0
            ));
        }
        let rise = if item.look == Look::Merge && item.guard.is_none() { 2.0 } else { 0.0 };
        text.push_str(&words(
            if row.op.is_empty() { "note" } else { "row" },
            place.x,
            y + ROW / 2.0 + FONT * 0.35 - rise,
            &row.text,
        ));
        y += ROW;
    }
    if let Some(guard) = &item.guard {
        text.push_str(&words("note", place.x, y + NOTE / 2.0 + 3.0, &format!("if {guard}")));
    }
    text + "</g>\n"
}

fn outline(place: Place, radius: f64, class: &str) -> String {
    let (left, Place { y, width, height, .. }) = (place.x - place.width / 2.0, place);
    format!(
        "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius:.1}\"/>"
    )
}

fn words(class: &str, x: f64, y: f64, text: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escaped(text))
}
