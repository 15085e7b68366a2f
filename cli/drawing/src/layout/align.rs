//! Where in its layer each box stands, so that edges are straight.

use std::cmp::Ordering;

use super::{Cell, Neighbour};

const SWEEPS: usize = 96;

/// Gives every box its place across the picture, in the order of its layer.
pub(super) fn align(layers: &[Vec<usize>], cells: &mut [Cell], beside: f64) {
    for layer in layers {
        let offsets = offsets(layer, cells, beside);
        let all = offsets.last().copied().unwrap_or_default();
        layer.iter().zip(offsets).for_each(|(it, offset)| cells[*it].across = offset - all / 2.0);
    }
    let count = layers.len();
    for sweep in 0..SWEEPS {
        for step in 0..count {
            let layer = if sweep % 2 == 0 { step } else { count - 1 - step };
            settle(&layers[layer], cells, beside);
        }
    }
}

/// Where boxes stand that touch each other, as distances from the first.
fn offsets(layer: &[usize], cells: &[Cell], beside: f64) -> Vec<f64> {
    let mut offsets = vec![0.0; layer.len()];
    for at in 1..layer.len() {
        let half = f64::midpoint(cells[layer[at - 1]].size.across, cells[layer[at]].size.across);
        offsets[at] = offsets[at - 1] + half + beside;
    }
    offsets
}

/// Moves the boxes of a layer as near as possible to their neighbours, in their order and without overlap: a
/// regression over what is pooled where boxes would meet.
fn settle(layer: &[usize], cells: &mut [Cell], beside: f64) {
    let offsets = offsets(layer, cells, beside);
    let mut pools: Vec<(f64, f64, usize)> = vec![];
    for (at, it) in layer.iter().enumerate() {
        let (wanted, weight) = wish(&cells[*it], cells);
        let mut pool = (wanted - offsets[at], weight, 1);
        while let Some(last) = pools.last().copied().filter(|it| it.0 > pool.0) {
            let total = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / total, total, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let each = pools.iter().flat_map(|it| std::iter::repeat_n(it.0, it.2));
    for ((at, it), across) in layer.iter().enumerate().zip(each) {
        cells[*it].across = across + offsets[at];
    }
}

/// Where a cell would be, and how much it matters: the weighted median of where its edges would be straight. What is
/// passed is kept straight before boxes are centred.
fn wish(cell: &Cell, cells: &[Cell]) -> (f64, f64) {
    let mut wishes: Vec<(f64, f64)> = vec![];
    for Neighbour { cell: other, offset } in cell.before.iter().chain(&cell.after) {
        let weight = match (cell.is_passed, cells[*other].is_passed) {
            (true, true) => 16.0,
            (false, false) => 4.0,
            _ => 1.0,
        };
        wishes.push((cells[*other].across + offset, weight));
    }
    let total: f64 = wishes.iter().map(|it| it.1).sum();
    if total == 0.0 { (cell.across, 1.0) } else { (median(wishes, total), total) }
}

/// The weighted median; between two that share the middle, their mean.
fn median(mut wishes: Vec<(f64, f64)>, total: f64) -> f64 {
    wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut before = 0.0;
    for (at, (wish, weight)) in wishes.iter().enumerate() {
        before += weight;
        // Weights are whole numbers, so that halves are exact.
        match before.total_cmp(&(total / 2.0)) {
            Ordering::Less => {}
            Ordering::Equal => return wishes.get(at + 1).map_or(*wish, |it| f64::midpoint(*wish, it.0)),
            Ordering::Greater => return *wish,
        }
    }
    0.0
}
