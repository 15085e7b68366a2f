//! Pictures of boxes: the form that everything can be drawn in.

mod block;
mod dot;
mod place;
mod svg;

use crate::{
    Options,
    plan::{Frame, Item, Look},
};

pub use block::{Line, Rect};
pub use dot::write as dot;
pub use place::{Placed, place};
pub use svg::write as svg;

/// Whether a box has a line above its rows.
fn has_heading(item: &Item) -> bool {
    item.title.is_some() || item.times > 1
}

/// The line above the rows.
fn heading(title: &str, times: usize) -> String {
    match (times, title) {
        (1, _) => title.to_owned(),
        (_, "") => format!("× {times}"),
        _ => format!("{title} × {times}"),
    }
}

/// What is written in a frame.
fn frame_title(frame: &Frame) -> String {
    let guard = frame.guard.iter().map(|it| format!("if {it}"));
    let parts: Vec<String> = std::iter::once(heading(&frame.title, frame.times)).chain(guard).collect();
    parts.join(", ")
}

/// The lines below the rows.
fn notes(item: &Item, options: &Options) -> Vec<String> {
    let costs = if options.costs { item.costs.to_string() } else { String::new() };
    let guard = item.guard.iter().map(|it| format!("if {it}"));
    guard.chain([costs].into_iter().filter(|it| !it.is_empty())).collect()
}

/// What is written on the way from one box to another.
fn condition(item: &Item, source: usize) -> Option<&str> {
    item.conditions.get(&source).map(String::as_str)
}

/// Whether a box is drawn without corners.
fn is_round(item: &Item, options: &Options) -> bool {
    item.look == Look::Merge && notes(item, options).is_empty()
}
