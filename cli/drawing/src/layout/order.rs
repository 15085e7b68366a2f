//! In which order the boxes of a layer stand, so that few edges cross.

use super::{Cell, Neighbour};

const SWEEPS: usize = 24;

/// Orders every layer by the medians of its neighbours, down and up again, and keeps the best; then neighbours change
/// places where that helps.
pub(super) fn order(cells: &[Cell]) -> Vec<Vec<usize>> {
    let count = cells.iter().map(|it| it.layer + 1).max().unwrap_or(0);
    let mut layers = vec![vec![]; count];
    cells.iter().enumerate().for_each(|it| layers[it.1.layer].push(it.0));
    let mut best = layers.clone();
    let mut fewest = crossings(&layers, cells);
    for sweep in 0..SWEEPS {
        for step in 1..count {
            let (layer, fixed) = if sweep % 2 == 0 { (step, step - 1) } else { (count - 1 - step, count - step) };
            let fixed = positions(&layers[fixed], cells.len());
            sort(&mut layers[layer], |it| {
                median(if sweep % 2 == 0 { &cells[it].before } else { &cells[it].after }, &fixed)
            });
        }
        transpose(&mut layers, cells);
        let now = crossings(&layers, cells);
        if now < fewest {
            (fewest, best) = (now, layers.clone());
        }
    }
    best
}

/// Sorts a layer; what has no key keeps its place.
fn sort(layer: &mut Vec<usize>, key: impl Fn(usize) -> Option<f64>) {
    let mut keyed: Vec<(f64, usize)> = vec![];
    for (at, it) in layer.iter().enumerate() {
        keyed.push((key(*it).unwrap_or(at as f64), *it));
    }
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    *layer = keyed.into_iter().map(|it| it.1).collect();
}

/// Lets neighbours change places as long as that leaves fewer crossings.
fn transpose(layers: &mut [Vec<usize>], cells: &[Cell]) {
    for layer in 0..layers.len() {
        let before = layer.checked_sub(1).map(|it| positions(&layers[it], cells.len()));
        let after = layers.get(layer + 1).map(|it| positions(it, cells.len()));
        let crossed = |left: usize, right: usize| {
            let (left, right) = (&cells[left], &cells[right]);
            before.as_ref().map_or(0, |it| inversions(&left.before, &right.before, it))
                + after.as_ref().map_or(0, |it| inversions(&left.after, &right.after, it))
        };
        let mut is_better = true;
        while is_better {
            is_better = false;
            for at in 1..layers[layer].len() {
                let (left, right) = (layers[layer][at - 1], layers[layer][at]);
                if crossed(right, left) < crossed(left, right) {
                    layers[layer].swap(at - 1, at);
                    is_better = true;
                }
            }
        }
    }
}

fn positions(layer: &[usize], count: usize) -> Vec<usize> {
    let mut positions = vec![0; count];
    layer.iter().enumerate().for_each(|it| positions[*it.1] = it.0);
    positions
}

fn median(neighbours: &[Neighbour], positions: &[usize]) -> Option<f64> {
    let mut each: Vec<usize> = neighbours.iter().map(|it| positions[it.cell]).collect();
    each.sort_unstable();
    let middle = each.len() / 2;
    match each.len() {
        0 => None,
        it if it % 2 == 1 => Some(each[middle] as f64),
        _ => Some(f64::midpoint(each[middle - 1] as f64, each[middle] as f64)),
    }
}

fn crossings(layers: &[Vec<usize>], cells: &[Cell]) -> usize {
    let mut count = 0;
    for pair in layers.windows(2) {
        let after = positions(&pair[1], cells.len());
        for (at, left) in pair[0].iter().enumerate() {
            let rest = pair[0][at + 1..].iter();
            count += rest.map(|it| inversions(&cells[*left].after, &cells[*it].after, &after)).sum::<usize>();
        }
    }
    count
}

/// How often edges of one box cross those of another that stands behind it in the layer.
fn inversions(left: &[Neighbour], right: &[Neighbour], positions: &[usize]) -> usize {
    left.iter().map(|it| right.iter().filter(|other| positions[other.cell] < positions[it.cell]).count()).sum()
}
