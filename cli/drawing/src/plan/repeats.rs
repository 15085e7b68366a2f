//! Boxes and frames that are there several times in a row.

use std::{collections::BTreeMap, ops::Range};

use super::{Frame, Item, Look, without_number};

/// Folds boxes that are alike and only follow each other.
pub(super) fn fold(items: &[Item]) -> Vec<Item> {
    let mut kept: Vec<Item> = vec![];
    let mut places: Vec<usize> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let follows = at > 0 && item.inputs.iter().any(|it| it.0 == at - 1) && are_alike(items, at - 1, at);
        match kept.last_mut() {
            Some(last) if follows && !is_merged(items, at - 1) && takes_no_more(item, last, &places) => {
                last.times += 1;
                merge(last, item);
            }
            _ => kept.push(moved(item, &places)),
        }
        places.push(kept.len() - 1);
    }
    kept
}

/// Whether a sum or the like takes the value of a box, so that it must be seen on its own.
fn is_merged(items: &[Item], at: usize) -> bool {
    let merges = items.iter().filter(|it| it.look == Look::Merge);
    merges.flat_map(|it| &it.inputs).any(|it| it.0 == at)
}

/// Whether all that a box takes comes from those before it that are alike, or from what the first of them takes.
fn takes_no_more(item: &Item, first: &Item, places: &[usize]) -> bool {
    let is_known = |it: usize| Some(&it) == places.last() || first.inputs.iter().any(|known| known.0 == it);
    item.inputs.iter().all(|it| is_known(places[it.0]))
}

/// Whether two boxes show the same and take their values from the same distance, or from the same boxes.
fn are_alike(items: &[Item], first: usize, other: usize) -> bool {
    let offsets = |at: usize| items[at].inputs.iter().map(|it| at - it.0).collect::<Vec<_>>();
    items[first].frames == items[other].frames
        && show_the_same(&items[first], &items[other])
        && (offsets(first) == offsets(other) || take_the_same(items, first, other))
}

/// Whether a box takes what another one takes, and its value.
fn take_the_same(items: &[Item], first: usize, other: usize) -> bool {
    let is_known = |it: usize| it == first || items[first].inputs.iter().any(|known| known.0 == it);
    items[other].inputs.len() == items[first].inputs.len() && items[other].inputs.iter().all(|it| is_known(it.0))
}

fn show_the_same(one: &Item, other: &Item) -> bool {
    let title = |it: &Item| it.title.as_deref().map(without_number);
    one.rows == other.rows
        && (one.look, one.times) == (other.look, other.times)
        && one.guard.is_some() == other.guard.is_some()
        && title(one) == title(other)
}

// Frames

/// Folds frames that are alike and only follow each other, inner ones first.
pub(super) fn fold_frames(mut items: Vec<Item>, frames: &mut [Frame]) -> Vec<Item> {
    let deepest = items.iter().map(|it| it.frames.len()).max().unwrap_or(0);
    for level in (0..deepest).rev() {
        items = fold_level(&items, frames, level);
    }
    items
}

fn fold_level(items: &[Item], frames: &mut [Frame], level: usize) -> Vec<Item> {
    let mut kept: Vec<Item> = vec![];
    let mut places: Vec<usize> = Vec::with_capacity(items.len());
    let mut before = 0..0;
    while places.len() < items.len() {
        let range = framed(items, places.len(), level);
        let both = (&items[before.clone()], &items[range.clone()]);
        if before.len() == range.len() && have_same_frames(frames, both, level) && follows(items, &before, &range) {
            let (first, other) = (kept[places[before.start]].frames[level], items[range.start].frames[level]);
            frames[first].times += 1;
            let guard = frames[other].guard.clone();
            several_guards(&mut frames[first].guard, guard.as_ref());
            for (at, item) in before.zip(both.1) {
                merge(&mut kept[places[at]], item);
                places.push(places[at]);
            }
        } else {
            for item in both.1 {
                places.push(kept.len());
                kept.push(moved(item, &places));
            }
        }
        before = range;
    }
    kept
}

/// A box with its inputs where they are now.
pub(super) fn moved(item: &Item, places: &[usize]) -> Item {
    let inputs: BTreeMap<usize, bool> = item.inputs.iter().map(|it| (places[it.0], it.1)).collect();
    Item { inputs: inputs.into_iter().collect(), ..item.clone() }
}

/// Lets a box stand for another one too.
fn merge(kept: &mut Item, item: &Item) {
    kept.absorb(item);
    kept.title = kept.title.as_deref().map(without_number);
    several_guards(&mut kept.guard, item.guard.as_ref());
}

/// Of different conditions only the first is written.
fn several_guards(first: &mut Option<String>, other: Option<&String>) {
    if let Some(guard) = first.as_mut().filter(|it| other != Some(it) && !it.ends_with('…')) {
        guard.push_str(", …");
    }
}

/// The boxes of the frame of a level that begins at a box, with the joint of the way past it; the box alone if none does.
fn framed(items: &[Item], at: usize, level: usize) -> Range<usize> {
    let Some(frame) = items[at].frames.get(level) else { return at..at + 1 };
    let length = items[at..].iter().take_while(|it| it.frames.get(level) == Some(frame)).count();
    let end = at + length;
    let joins_past = |it: &Item| {
        let is_of_frame = it.look == Look::Joint && it.frames.len() == level && it.inputs.len() == 2;
        is_of_frame && it.inputs.iter().all(|it| it.0 < at || it.0 + 1 == end)
    };
    at..end + usize::from(items.get(end).is_some_and(joins_past))
}

/// Whether the boxes of a frame show the same as those of the one before, and nothing but they take its values.
fn follows(items: &[Item], first: &Range<usize>, other: &Range<usize>) -> bool {
    let inner = |range: &Range<usize>, at: usize| {
        let inputs = items[range.start + at].inputs.iter();
        inputs.map(|it| (it.0.checked_sub(range.start), it.1)).collect::<Vec<_>>()
    };
    let outer = |range: &Range<usize>| {
        let inputs = items[range.clone()].iter().flat_map(|it| &it.inputs).map(|it| it.0);
        let mut each: Vec<usize> = inputs.filter(|it| *it < range.start).collect();
        each.dedup();
        each
    };
    let is_last = |it: usize| it + 1 == first.end;
    let are_alike = |at: usize| {
        show_the_same(&items[first.start + at], &items[other.start + at]) && inner(first, at) == inner(other, at)
    };
    // Values of the inside are taken inside only; the last box's also by what follows, and by a joint of both.
    let is_closed = |at: usize, item: &Item| {
        let is_joint = item.look == Look::Joint && item.inputs.iter().any(|it| it.0 + 1 == other.end);
        let is_behind = other.contains(&at) || is_joint;
        item.inputs.iter().all(|it| !first.contains(&it.0) || first.contains(&at) || (is_last(it.0) && is_behind))
    };
    outer(first).len() == 1
        && outer(other).iter().all(|it| is_last(*it))
        && (0..first.len()).all(are_alike)
        && items.iter().enumerate().all(|it| is_closed(it.0, it.1))
}

/// Whether boxes lie in the same frames down to a level, and in frames of the same names from there on; a joint behind
/// them lies in no further one.
fn have_same_frames(frames: &[Frame], (one, other): (&[Item], &[Item]), level: usize) -> bool {
    let inner = |it: &Item| {
        let each = it.frames[level..].iter().map(|it| &frames[*it]);
        each.map(|it| (without_number(&it.title), it.times, it.guard.is_some())).collect::<Vec<_>>()
    };
    let are_framed = [one, other].iter().all(|it| it.first().is_some_and(|it| it.frames.len() > level));
    are_framed
        && one.iter().zip(other).all(|(one, other)| {
            (one.frames.len() > level) == (other.frames.len() > level)
                && one.frames[..level] == other.frames[..level]
                && inner(one) == inner(other)
        })
}
