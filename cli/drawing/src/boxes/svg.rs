//! Pictures of boxes as SVG.

use super::{
    Placed, Rect, frame_title, has_heading, heading, is_round, notes,
    place::{FOOT, NOTE_ROW, ROW, foot as foot_height},
};
use crate::{
    Options,
    graph::Graph,
    plan::{Item, Look, Plan, Row},
    svg::{Direction, Tip, document, edge, family, rectangle, value, words},
    text::{FONT, SMALL},
};

/// Writes a picture.
pub fn write(graph: &Graph, plan: &Plan, placed: &Placed, options: &Options) -> String {
    let mut body = String::new();
    for (frame, rect) in &placed.frames {
        let frame = &plan.frames[*frame];
        let class = if frame.guard.is_some() { "frame open" } else { "frame" };
        body.push_str(&rectangle(class, (rect.x, rect.y), (rect.width, rect.height), 8.0));
        body.push_str(&words("name", (rect.x + 10.0, rect.y + 16.0), &frame_title(frame)));
        body.push('\n');
    }
    for line in &placed.lines {
        let tip = if line.has_tip { Tip::Arrow } else { Tip::None };
        body.push_str(&edge(if line.is_open { " open" } else { "" }, &line.points, Direction::Down, tip));
    }
    for (item, rect) in plan.items.iter().zip(&placed.items) {
        body.push_str(&if item.look == Look::Joint { dot(*rect) } else { shape(item, *rect, options) });
        if foot_height(item, options) > 0.0
            && let Some(last) = item.ops.last()
        {
            body.push_str(&foot(*rect, &graph.ops[*last].shape));
        }
    }
    for (text, rect) in &placed.labels {
        body.push_str(&words("note", (rect.centre(), rect.y + rect.height / 2.0 + SMALL * 0.35), text));
        body.push('\n');
    }
    document(&plan.title, (placed.width, placed.height), &body)
}

/// The shape of a value, on the way to where it is used.
fn foot(rect: Rect, shape: &str) -> String {
    value((rect.centre(), rect.y + rect.height + FOOT / 2.0 + 5.0), shape) + "\n"
}

/// Where lines meet.
fn dot(rect: Rect) -> String {
    rectangle("tip", (rect.x, rect.y), (rect.width, rect.height), rect.width / 2.0) + "\n"
}

fn shape(item: &Item, rect: Rect, options: &Options) -> String {
    let open = if item.guard.is_some() || item.look == Look::Omitted { " open" } else { "" };
    let back = match item.look {
        Look::Decision => "decision",
        Look::Merge => "merge",
        _ => "other",
    };
    let round = is_round(item, options);
    let radius = if round { rect.height / 2.0 } else { 5.0 };
    let class = format!("box{open} {back}");
    let mut text = format!("<g>{}", rectangle(&class, (rect.x, rect.y), (rect.width, rect.height), radius));
    let mut y = rect.y + if round { 2.0 } else { 4.0 };
    if has_heading(item) {
        let title = heading(item.title.as_deref().unwrap_or(""), item.times);
        text.push_str(&words("title", (rect.centre(), y + NOTE_ROW / 2.0 + 4.0), &title));
        y += NOTE_ROW;
    }
    for line in &item.rows {
        text.push_str(&row(line, item.look, rect, y));
        y += ROW;
    }
    for note in notes(item, options) {
        text.push_str(&words("note", (rect.centre(), y + NOTE_ROW / 2.0 + 3.0), &note));
        y += NOTE_ROW;
    }
    text + "</g>\n"
}

fn row(row: &Row, look: Look, rect: Rect, y: f64) -> String {
    let class = if row.op.is_empty() { "note" } else { "row" };
    let text = words(class, (rect.centre(), y + ROW / 2.0 + FONT * 0.35), &row.text);
    if look == Look::Merge || row.op.is_empty() {
        return text;
    }
    rectangle(family(&row.op), (rect.x + 4.0, y + 1.0), (rect.width - 8.0, ROW - 2.0), 3.0) + &text
}
