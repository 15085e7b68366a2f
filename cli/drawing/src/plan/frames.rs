//! Scopes that are open: a frame around the boxes of each.

use std::ops::Range;

use super::{Frame, Item, Look, links};
use crate::graph::{is_main, scope_prefix, uses};

/// Finds the frames around boxes, and notes them there. A scope of which little is to be seen has none.
pub(super) fn frames(items: &mut [Item], depth: usize) -> Vec<Frame> {
    let mut frames = vec![];
    let everything = 0..items.len();
    within(items, everything, (1, depth), &mut frames);
    frames
}

/// Frames the uses of scopes of one level inside of a range, and then what is deeper.
fn within(items: &mut [Item], range: Range<usize>, (level, depth): (usize, usize), frames: &mut Vec<Frame>) {
    if level >= depth {
        return;
    }
    for one in runs(items, range, level) {
        let is_seen = items[one.clone()].iter().filter(|it| is_seen(it)).count() > 1;
        // The same boxes have the name of the innermost scope.
        let is_same = |it: &Range<usize>| *it == one && items[it.clone()].iter().all(|it| is_open(it, level + 1));
        let is_doubled = runs(items, one.clone(), level + 1).iter().any(is_same) && level + 1 < depth;
        // What is around everything says nothing.
        let is_all = items.iter().enumerate().all(|it| one.contains(&it.0) || it.1.is_input());
        if is_seen && !is_doubled && !is_all {
            let scope = scope_prefix(&items[one.start].scope, level);
            let title = scope.rsplit('.').next().and_then(|it| it.split('#').next()).unwrap_or_default().to_owned();
            let guard = common_guard(&mut items[one.clone()]);
            items[one.clone()].iter_mut().for_each(|it| it.frames.push(frames.len()));
            frames.push(Frame { title, guard, times: 1 });
        }
        if items[one.clone()].iter().any(|it| is_open(it, level)) {
            within(items, one, (level + 1, depth), frames);
        }
    }
}

/// Takes the condition of all boxes from them, if it is the same one.
fn common_guard(items: &mut [Item]) -> Option<String> {
    let guard = items.first()?.guard.clone()?;
    if items.iter().any(|it| it.guard.as_ref() != Some(&guard)) {
        return None;
    }
    items.iter_mut().for_each(|it| it.guard = None);
    Some(guard)
}

fn is_open(item: &Item, level: usize) -> bool {
    !item.scope.is_empty() && item.scope.split('.').count() >= level
}

/// Whether a box is more than a small step on the way.
fn is_seen(item: &Item) -> bool {
    let has_weights = || item.rows.iter().any(|it| is_main(&it.op));
    !matches!(item.look, Look::Operations | Look::Joint) || has_weights()
}

/// The uses of scopes of a level; what is not so deep is left out.
fn runs(items: &[Item], range: Range<usize>, level: usize) -> Vec<Range<usize>> {
    let mut runs = vec![];
    let mut at = range.start;
    while at < range.end {
        let scope = scope_prefix(&items[at].scope, level);
        let is_inside = |it: &Item| is_open(it, level) && scope_prefix(&it.scope, level) == scope;
        let length = items[at..range.end].iter().take_while(|it| is_inside(it)).count();
        let keys: Vec<(&str, Look, &str)> = items[at..at + length].iter().map(Item::key).collect();
        for use_length in uses(&keys, &links(items, &(at..at + length))).into_iter().filter(|it| *it > 0) {
            runs.push(at..at + use_length);
            at += use_length;
        }
        at += usize::from(length == 0);
    }
    runs
}
