//! Which layer each box stands in, and the places that edges pass on their way.

use super::{Cell, Joint, Neighbour, Pin, Shape, Way};

/// Puts every box into the layer behind the last of its inputs. Where edges have labels, there is a layer for labels
/// between any two.
pub(super) fn assign(shapes: &[Shape], joints: &[Joint]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = shapes.iter().map(|it| Cell { size: it.size, ..Cell::default() }).collect();
    let step = if joints.iter().any(|it| it.label.is_some()) { 2 } else { 1 };
    for at in 0..cells.len() {
        let before = joints.iter().filter(|it| it.ends.1 == at).map(|it| cells[it.ends.0].layer + step);
        cells[at].layer = before.max().unwrap_or(0);
    }
    let last = cells.iter().map(|it| it.layer).max().unwrap_or(0);
    for (at, shape) in shapes.iter().enumerate().rev() {
        let is_source = joints.iter().all(|it| it.ends.1 != at);
        let first_use = joints.iter().filter(|it| it.ends.0 == at).map(|it| cells[it.ends.1].layer).min();
        match (shape.pin, first_use) {
            (Pin::Free, Some(first)) if is_source => cells[at].layer = first - step,
            (Pin::Last, _) => cells[at].layer = last,
            _ => {}
        }
    }
    cells
}

/// Makes a place in every layer that an edge passes; returns each edge's way. A label stands in the middle of its edge.
pub(super) fn thread(joints: &[Joint], cells: &mut Vec<Cell>) -> Vec<Way> {
    let mut ways = vec![];
    for joint in joints {
        let (first, last) = (cells[joint.ends.0].layer, cells[joint.ends.1].layer);
        let mut way = Way { cells: vec![joint.ends.0], label: None };
        // Labels stand in odd layers, boxes in even ones.
        let middle = usize::midpoint(first, last) / 2 * 2 + 1;
        for layer in first + 1..last {
            let label = joint.label.filter(|_| layer == middle);
            if label.is_some() {
                way.label = Some(cells.len());
            }
            way.cells.push(cells.len());
            cells.push(Cell { layer, size: label.unwrap_or_default(), is_passed: true, ..Cell::default() });
        }
        way.cells.push(joint.ends.1);
        connect(joint, &way, cells);
        ways.push(way);
    }
    ways
}

fn connect(joint: &Joint, way: &Way, cells: &mut [Cell]) {
    let last = way.cells.len() - 2;
    for (at, pair) in way.cells.windows(2).enumerate() {
        let leave = if at == 0 { joint.ports.0 } else { 0.0 };
        let enter = if at == last { joint.ports.1 } else { 0.0 };
        cells[pair[0]].after.push(Neighbour { cell: pair[1], offset: enter - leave });
        cells[pair[1]].before.push(Neighbour { cell: pair[0], offset: leave - enter });
    }
}
