//! Places: layers by longest path, orders by medians (Sugiyama et al. 1981), coordinates by isotonic regression.
//!
//! Every edge that spans several layers gets a place of its own in each of them, so that no edge crosses a box.

use crate::{
    plan::{Item, Look, Plan},
    text::width,
};

/// The font size of rows.
pub const FONT: f64 = 12.0;
/// The height of a row.
pub const ROW: f64 = 20.0;
/// The height of a title or of a note.
pub const NOTE: f64 = 17.0;
/// The margin around the picture.
pub const MARGIN: f64 = 16.0;
const BESIDE: f64 = 28.0;
const BETWEEN: f64 = 30.0;
const SWEEPS: usize = 24;

/// A rectangle, by its centre at the top.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// The horizontal centre.
    pub x: f64,
    /// The upper side.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// An edge, through all the points at which it is vertical.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The points from the source down.
    pub points: Vec<(f64, f64)>,
    /// Whether a decision says if it exists.
    pub is_open: bool,
}

/// Where everything is.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// A place for each box.
    pub places: Vec<Place>,
    /// The edges.
    pub lines: Vec<Line>,
    /// The width of the picture.
    pub width: f64,
    /// The height of the picture.
    pub height: f64,
}

/// A box, or a place that an edge passes.
#[derive(Debug, Clone, Default)]
struct Cell {
    layer: usize,
    place: Place,
    above: Vec<usize>,
    below: Vec<usize>,
    is_passed: bool,
    /// The upper and lower side of its layer: edges bend only outside.
    sides: (f64, f64),
}

/// Gives everything its place.
pub fn layout(plan: &Plan) -> Layout {
    let mut cells: Vec<Cell> = plan.items.iter().map(cell).collect();
    for (at, item) in plan.items.iter().enumerate() {
        cells[at].layer = item.inputs.iter().map(|it| cells[it.0].layer + 1).max().unwrap_or(0);
    }
    lower_sources(plan, &mut cells);
    let paths = thread(plan, &mut cells);
    let mut layers = order(&mut cells);
    arrange(&mut layers, &mut cells);
    finish(plan, &layers, cells, &paths)
}

fn cell(item: &Item) -> Cell {
    let texts = item.rows.iter().map(|it| width(&it.text, FONT));
    let title = item.title.iter().map(|it| width(&heading(it, item.times), FONT) * 1.1);
    let guard = item.guard.iter().map(|it| width(&format!("if {it}"), 10.0));
    let widest = texts.chain(title).chain(guard).fold(0.0, f64::max);
    let is_round = item.look == Look::Merge && item.guard.is_none();
    let notes = usize::from(has_heading(item)) + usize::from(item.guard.is_some());
    let rows = item.rows.len() as f64 * ROW + notes as f64 * NOTE + if is_round { 4.0 } else { 8.0 };
    Cell { place: Place { width: widest + 28.0, height: rows, ..Place::default() }, ..Cell::default() }
}

/// Whether a box has a line above its rows.
pub fn has_heading(item: &Item) -> bool {
    item.title.is_some() || item.times > 1
}

/// The line above the rows.
pub fn heading(title: &str, times: usize) -> String {
    match (times, title) {
        (1, _) => title.to_owned(),
        (_, "") => format!("× {times}"),
        _ => format!("{title}  × {times}"),
    }
}

/// Moves what has no inputs to right above its first use.
fn lower_sources(plan: &Plan, cells: &mut [Cell]) {
    for at in 0..cells.len() {
        let uses = plan.items.iter().enumerate().filter(|it| it.1.inputs.iter().any(|it| it.0 == at));
        if let (true, Some(first)) = (plan.items[at].inputs.is_empty(), uses.map(|it| cells[it.0].layer).min()) {
            cells[at].layer = first - 1;
        }
    }
}

/// Makes a place in every layer that an edge passes; returns each edge's way.
fn thread(plan: &Plan, cells: &mut Vec<Cell>) -> Vec<(Vec<usize>, bool)> {
    let mut paths = vec![];
    for (at, item) in plan.items.iter().enumerate() {
        for (source, is_open) in &item.inputs {
            let mut path = vec![*source];
            for layer in cells[*source].layer + 1..cells[at].layer {
                path.push(cells.len());
                cells.push(Cell { layer, is_passed: true, ..Cell::default() });
            }
            path.push(at);
            for pair in path.windows(2) {
                cells[pair[0]].below.push(pair[1]);
                cells[pair[1]].above.push(pair[0]);
            }
            paths.push((path, *is_open));
        }
    }
    paths
}

// Orders

fn order(cells: &mut [Cell]) -> Vec<Vec<usize>> {
    let count = cells.iter().map(|it| it.layer + 1).max().unwrap_or(0);
    let mut layers = vec![vec![]; count];
    cells.iter().enumerate().for_each(|it| layers[it.1.layer].push(it.0));
    let mut best = layers.clone();
    let mut fewest = crossings(&layers, cells);
    for sweep in 0..SWEEPS {
        let is_down = sweep % 2 == 0;
        let each: Vec<usize> =
            if is_down { (1..count).collect() } else { (0..count.saturating_sub(1)).rev().collect() };
        for layer in each {
            let fixed = positions(&layers[if is_down { layer - 1 } else { layer + 1 }], cells.len());
            let key = |it: &usize| median(if is_down { &cells[*it].above } else { &cells[*it].below }, &fixed);
            let mut keyed: Vec<(f64, usize)> = vec![];
            for (at, it) in layers[layer].iter().enumerate() {
                keyed.push((key(it).unwrap_or(at as f64), *it));
            }
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            layers[layer] = keyed.into_iter().map(|it| it.1).collect();
        }
        let now = crossings(&layers, cells);
        if now < fewest {
            (fewest, best) = (now, layers.clone());
        }
    }
    best
}

fn positions(layer: &[usize], count: usize) -> Vec<usize> {
    let mut positions = vec![0; count];
    layer.iter().enumerate().for_each(|it| positions[*it.1] = it.0);
    positions
}

fn median(neighbours: &[usize], positions: &[usize]) -> Option<f64> {
    let mut each: Vec<usize> = neighbours.iter().map(|it| positions[*it]).collect();
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
        let below = positions(&pair[1], cells.len());
        let ends: Vec<Vec<usize>> =
            pair[0].iter().map(|it| cells[*it].below.iter().map(|it| below[*it]).collect()).collect();
        for (at, left) in ends.iter().enumerate() {
            for right in &ends[at + 1..] {
                count += left.iter().map(|it| right.iter().filter(|other| *other < it).count()).sum::<usize>();
            }
        }
    }
    count
}

// Coordinates

fn arrange(layers: &mut [Vec<usize>], cells: &mut [Cell]) {
    for layer in layers.iter() {
        let mut x = 0.0;
        for it in layer {
            x += cells[*it].place.width / 2.0;
            cells[*it].place.x = x;
            x += cells[*it].place.width / 2.0 + BESIDE;
        }
    }
    for sweep in 0..4 * SWEEPS {
        let count = layers.len();
        for step in 0..count {
            let layer = if sweep % 2 == 0 { step } else { count - 1 - step };
            settle(&layers[layer], cells);
        }
    }
}

/// Moves the boxes of a layer as near as possible to their neighbours, in their order and without overlap: a
/// regression over what is pooled where boxes would meet.
fn settle(layer: &[usize], cells: &mut [Cell]) {
    let mut offsets = vec![0.0; layer.len()];
    for at in 1..layer.len() {
        let half = f64::midpoint(cells[layer[at - 1]].place.width, cells[layer[at]].place.width);
        offsets[at] = offsets[at - 1] + half + BESIDE;
    }
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
    for ((at, it), x) in layer.iter().enumerate().zip(each) {
        cells[*it].place.x = x + offsets[at];
    }
}

/// Where a cell would be, and how much it matters: lines are kept straight before boxes are centred.
fn wish(cell: &Cell, cells: &[Cell]) -> (f64, f64) {
    let mut sum = 0.0;
    let mut total = 0.0;
    for it in cell.above.iter().chain(&cell.below) {
        let weight = match (cell.is_passed, cells[*it].is_passed) {
            (true, true) => 16.0,
            (false, false) => 4.0,
            _ => 1.0,
        };
        sum += weight * cells[*it].place.x;
        total += weight;
    }
    if total == 0.0 { (cell.place.x, 1.0) } else { (sum / total, total) }
}

fn finish(plan: &Plan, layers: &[Vec<usize>], mut cells: Vec<Cell>, paths: &[(Vec<usize>, bool)]) -> Layout {
    let left = cells.iter().map(|it| it.place.x - it.place.width / 2.0).fold(f64::INFINITY, f64::min);
    let mut y = MARGIN;
    for layer in layers {
        let height = layer.iter().map(|it| cells[*it].place.height).fold(0.0, f64::max);
        for it in layer {
            let cell = &mut cells[*it];
            cell.place.x += MARGIN - left;
            cell.sides = (y, y + height);
            if cell.is_passed {
                cell.place.height = height;
            }
            cell.place.y = y + (height - cell.place.height) / 2.0;
        }
        y += height + BETWEEN;
    }
    let right = cells.iter().map(|it| it.place.x + it.place.width / 2.0).fold(0.0, f64::max);
    let lines = paths.iter().map(|it| Line { points: points(&it.0, &cells), is_open: it.1 });
    let (lines, width) = (lines.collect(), right + MARGIN);
    let places = cells[..plan.items.len()].iter().map(|it| it.place).collect();
    Layout { places, lines, width, height: (y - BETWEEN + MARGIN).max(2.0 * MARGIN) }
}

fn points(path: &[usize], cells: &[Cell]) -> Vec<(f64, f64)> {
    let mut points = vec![];
    for (at, it) in path.iter().enumerate() {
        let Cell { place, sides, .. } = &cells[*it];
        if at > 0 {
            points.extend([(place.x, sides.0), (place.x, place.y)]);
        }
        if at + 1 < path.len() {
            points.extend([(place.x, place.y + place.height), (place.x, sides.1)]);
        }
    }
    points.dedup();
    points
}
