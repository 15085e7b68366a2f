//! Long edges without bends: all that an edge passes comes to stand in one line where there is room for that.

use super::{Cell, Way};

const SWEEPS: usize = 8;

/// Moves the places that edges pass, and nothing else, so that edges are straight in between.
pub(super) fn straighten(layers: &[Vec<usize>], cells: &mut [Cell], ways: &[Way], beside: f64) {
    let mut places = vec![0; cells.len()];
    layers.iter().for_each(|layer| layer.iter().enumerate().for_each(|it| places[*it.1] = it.0));
    let mut passed: Vec<&[usize]> = ways.iter().map(|it| &it.cells[1..it.cells.len() - 1]).collect();
    passed.sort_by_key(|it| std::cmp::Reverse(it.len()));
    for _ in 0..SWEEPS {
        for chain in passed.iter().filter(|it| it.len() > 1) {
            // A part that cannot move keeps the others from being straight with it, not with each other.
            let mut rest = *chain;
            while let Some(length) =
                (2..=rest.len()).rev().find(|it| common(layers, cells, (&rest[..*it], &places), beside).is_some())
            {
                let (part, after) = rest.split_at(length);
                let across = common(layers, cells, (part, &places), beside).unwrap_or_default();
                part.iter().for_each(|it| cells[*it].across = across);
                rest = after;
            }
        }
    }
}

/// Where all of some cells can stand, each between its neighbours: as near as possible to where they are.
fn common(layers: &[Vec<usize>], cells: &[Cell], (part, places): (&[usize], &[usize]), beside: f64) -> Option<f64> {
    let (mut least, mut most) = (f64::NEG_INFINITY, f64::INFINITY);
    for it in part {
        let (layer, at) = (&layers[cells[*it].layer], places[*it]);
        let apart = |other: usize| f64::midpoint(cells[other].size.across, cells[*it].size.across) + beside;
        if let Some(left) = at.checked_sub(1).map(|it| layer[it]) {
            least = least.max(cells[left].across + apart(left));
        }
        if let Some(right) = layer.get(at + 1) {
            most = most.min(cells[*right].across - apart(*right));
        }
    }
    let mean = part.iter().map(|it| cells[*it].across).sum::<f64>() / part.len() as f64;
    (least <= most + 1e-6).then(|| mean.clamp(least.min(most), most))
}
