//! What is left out of pictures that would be too long to read.

use std::collections::BTreeMap;

use super::{Item, Look, Row};
use crate::cost::Costs;

/// Boxes that a picture has at most before its middle is left out.
const MOST: usize = 60;
/// Decisions with the same alternatives of which only the first shows them.
const SAME: usize = 3;

/// Leaves out the middle of what is too long.
pub(super) fn omit(items: Vec<Item>) -> Vec<Item> {
    if items.len() <= MOST {
        return items;
    }
    let (first, last) = (MOST / 2, items.len() - MOST / 2);
    let place = |it: usize| {
        if it < first {
            it
        } else if it < last {
            first
        } else {
            it - last + first + 1
        }
    };
    let ops: Vec<usize> = items[first..last].iter().flat_map(|it| it.ops.clone()).collect();
    let rows = vec![Row { text: format!("{} operations left out", ops.len()), op: String::new() }];
    let around = items[first - 1].frames.iter().zip(&items[last].frames).take_while(|it| it.0 == it.1);
    let gap = Item {
        look: Look::Omitted,
        title: None,
        rows,
        guard: None,
        times: 1,
        inputs: items[first..last].iter().flat_map(|it| it.inputs.clone()).collect(),
        ops,
        costs: Costs::default(),
        conditions: BTreeMap::new(),
        selects: vec![],
        frames: around.map(|it| *it.0).collect(),
        scope: String::new(),
    };
    let mut kept: Vec<Item> = items[..first].to_vec();
    kept.push(gap);
    kept.extend_from_slice(&items[last..]);
    for (at, item) in kept.iter_mut().enumerate() {
        let inputs: BTreeMap<usize, bool> = item.inputs.iter().map(|it| (place(it.0), it.1)).collect();
        item.inputs = inputs.into_iter().filter(|it| it.0 < at).collect();
    }
    kept
}

/// Of many decisions with the same alternatives, only the first shows them.
pub(super) fn refer(items: &mut [Item]) {
    for at in 0..items.len() {
        let (rows, title) = (items[at].rows.clone(), items[at].title.clone().unwrap_or_default());
        let is_same = |it: &Item| it.look == Look::Decision && it.rows == rows;
        if rows.len() < 2 || !is_same(&items[at]) || items.iter().filter(|it| is_same(it)).count() < SAME {
            continue;
        }
        for item in items[at + 1..].iter_mut().filter(|it| is_same(it)) {
            item.rows = vec![Row { text: format!("as {title}"), op: String::new() }];
        }
    }
}
