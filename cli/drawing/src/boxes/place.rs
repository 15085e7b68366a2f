//! Where boxes, frames and lines are. What is in a frame is placed first; from outside the frame is then a box, and
//! edges that cross its line do so at points that both sides know.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    block::{Block, Child, Line, Link, Parts, Rect},
    frame_title, has_heading, heading, is_round, notes,
};
use crate::{
    Options,
    layout::{Joint, Pin, Shape, Size, Spacing, Spot, arrange},
    plan::{Item, Look, Plan},
    text::{FONT, NOTE, SMALL, width},
};

/// The height of a row.
pub(super) const ROW: f64 = 20.0;
/// The height of a title or of a note.
pub(super) const NOTE_ROW: f64 = 17.0;
/// The height of a shape below a box.
pub(super) const FOOT: f64 = 21.0;
/// The width of a joint.
const DOT: f64 = 7.0;
const MARGIN: f64 = 16.0;
const SPACING: Spacing = Spacing { beside: 28.0, between: 30.0, beyond: 16.0 };
/// What a frame leaves free at its sides.
const PADDING: f64 = 12.0;
/// Where everything is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placed {
    /// The boxes, by position in the plan.
    pub items: Vec<Rect>,
    /// The frames, by position in the plan; outer ones come first.
    pub frames: Vec<(usize, Rect)>,
    /// The lines.
    pub lines: Vec<Line>,
    /// What is written on them.
    pub labels: Vec<(String, Rect)>,
    /// The width of the picture.
    pub width: f64,
    /// The height of the picture.
    pub height: f64,
}

/// Gives everything its place.
pub fn place(plan: &Plan, options: &Options) -> Placed {
    let mut block = Placing { plan, options }.block(0..plan.items.len(), 0);
    block.shift((MARGIN, MARGIN));
    let mut items = block.items;
    items.sort_by_key(|it| it.0);
    let size = (block.size.across + 2.0 * MARGIN, block.size.along + 2.0 * MARGIN);
    let items = items.into_iter().map(|it| it.1).collect();
    Placed { items, frames: block.frames, lines: block.lines, labels: block.labels, width: size.0, height: size.1 }
}

struct Placing<'a> {
    plan: &'a Plan,
    options: &'a Options,
}

impl Placing<'_> {
    /// Places the boxes of a range that stand in `level` frames.
    fn block(&self, range: Range<usize>, level: usize) -> Block {
        let (mut children, child_of) = self.children(&range, level);
        let labels = self.labels(&range, level, &mut children);
        let ports = children.len()..;
        let entries: BTreeMap<usize, usize> = self.outside(&range).into_iter().zip(ports).collect();
        let ports = children.len() + entries.len()..;
        let exits = self.used_outside(&range).into_iter().zip(ports).collect();
        let parts = Parts { children, child_of, labels, entries, exits };
        let links = self.links(&range, &parts);
        let joints: Vec<Joint> = links.keys().map(|it| parts.joint(*it)).collect();
        let shapes: Vec<Shape> = parts.children.iter().map(|it| self.shape(it)).chain(parts.ports()).collect();
        let arranged = arrange(&shapes, &joints, SPACING);
        let mut block = Block { size: arranged.size, ..Block::default() };
        let across = |it: (&usize, &usize)| (*it.0, arranged.spots[*it.1].across);
        block.entries = parts.entries.iter().map(across).collect();
        block.exits = parts.exits.iter().map(across).collect();
        for ((link, is_open), points) in links.iter().zip(&arranged.paths) {
            block.lines.push(Line { points: points.clone(), is_open: *is_open, has_tip: self.has_tip(&parts, link.2) });
        }
        parts.to_the_edge(&mut block, &links);
        for (child, spot) in parts.children.into_iter().zip(&arranged.spots) {
            self.put(child, spot, &mut block);
        }
        block
    }

    /// Puts a box or a frame where it belongs.
    fn put(&self, child: Child, spot: &Spot, block: &mut Block) {
        let (x, y) = (spot.across - spot.size.across / 2.0, spot.along);
        let rect = Rect { x, y, width: spot.size.across, height: spot.size.along };
        match child {
            Child::Item(at) => {
                let foot = foot(&self.plan.items[at], self.options);
                block.items.push((at, Rect { height: rect.height - foot, ..rect }));
            }
            Child::Frame(frame, mut inner) => {
                inner.shift((x, y));
                block.frames.push((frame, rect));
                block.take(inner);
            }
            Child::Label(text) => block.labels.push((text, rect)),
        }
    }

    /// The boxes before a range whose values it takes.
    fn outside(&self, range: &Range<usize>) -> BTreeSet<usize> {
        let inputs = self.plan.items[range.clone()].iter().flat_map(|it| &it.inputs).map(|it| it.0);
        inputs.filter(|it| *it < range.start).collect()
    }

    /// The boxes of a range whose values are taken behind it.
    fn used_outside(&self, range: &Range<usize>) -> BTreeSet<usize> {
        let inputs = self.plan.items[range.end..].iter().flat_map(|it| &it.inputs).map(|it| it.0);
        inputs.filter(|it| range.contains(it)).collect()
    }

    /// What goes from where to where, and whether it does under a condition only.
    fn links(&self, range: &Range<usize>, parts: &Parts) -> BTreeMap<Link, bool> {
        let mut links = BTreeMap::new();
        for at in range.clone() {
            let target = parts.child_of[at - range.start];
            for (source, is_open) in &self.plan.items[at].inputs {
                let from = parts.entries.get(source).copied().unwrap_or_else(|| parts.child_of[source - range.start]);
                let label = parts.labels.get(&(*source, at));
                let ways = match label {
                    Some(label) => vec![(from, *label), (*label, target)],
                    None => vec![(from, target)],
                };
                for (from, target) in ways.into_iter().filter(|it| it.0 != it.1) {
                    links.entry((*source, from, target)).and_modify(|it| *it &= is_open).or_insert(*is_open);
                }
            }
        }
        links.extend(parts.exits.iter().map(|it| ((*it.0, parts.child_of[it.0 - range.start], *it.1), false)));
        links
    }

    /// The boxes and frames of a range, and to which of them each box belongs.
    fn children(&self, range: &Range<usize>, level: usize) -> (Vec<Child>, Vec<usize>) {
        let (mut children, mut child_of) = (vec![], vec![]);
        let mut at = range.start;
        while at < range.end {
            let Some(frame) = self.plan.items[at].frames.get(level) else {
                child_of.push(children.len());
                children.push(Child::Item(at));
                at += 1;
                continue;
            };
            let rest = self.plan.items[at..range.end].iter();
            let length = rest.take_while(|it| it.frames.get(level) == Some(frame)).count();
            child_of.extend(std::iter::repeat_n(children.len(), length));
            children.push(Child::Frame(*frame, self.framed(*frame, self.block(at..at + length, level + 1))));
            at += length;
        }
        (children, child_of)
    }

    /// What is written on the ways into the boxes of a range that stand in no further frame.
    fn labels(&self, range: &Range<usize>, level: usize, children: &mut Vec<Child>) -> BTreeMap<(usize, usize), usize> {
        let mut labels = BTreeMap::new();
        for at in range.clone().filter(|it| self.plan.items[*it].frames.len() == level) {
            for (source, text) in &self.plan.items[at].conditions {
                labels.insert((*source, at), children.len());
                children.push(Child::Label(text.clone()));
            }
        }
        labels
    }

    /// Whether lines end in something that has a side.
    fn has_tip(&self, parts: &Parts, target: usize) -> bool {
        matches!(parts.children.get(target), Some(Child::Item(it)) if self.plan.items[*it].look != Look::Joint)
    }

    /// Makes room around what is in a frame; its title stands left of the lines that come in.
    fn framed(&self, frame: usize, mut block: Block) -> Block {
        let title = width(&frame_title(&self.plan.frames[frame]), NOTE) * 1.1 + 2.0 * PADDING;
        let first_line = block.entries.values().copied().fold(f64::INFINITY, f64::min);
        let left = PADDING.max(title - first_line);
        let top = if block.entries.is_empty() { NOTE_ROW + PADDING } else { 0.0 };
        let bottom = if block.exits.is_empty() { PADDING } else { 0.0 };
        block.shift((left, top));
        block.size.across = (block.size.across + left + PADDING).max(title);
        block.size.along += top + bottom;
        block
    }

    fn shape(&self, child: &Child) -> Shape {
        let size = match child {
            Child::Item(at) => self.size(&self.plan.items[*at]),
            Child::Frame(_, block) => block.size,
            Child::Label(text) => Size { across: width(text, SMALL) + 8.0, along: NOTE_ROW },
        };
        Shape { size, pin: Pin::Free }
    }

    fn size(&self, item: &Item) -> Size {
        if item.look == Look::Joint {
            return Size { across: DOT, along: DOT };
        }
        let texts = item.rows.iter().map(|it| width(&it.text, FONT));
        let title = has_heading(item).then(|| heading(item.title.as_deref().unwrap_or(""), item.times));
        let title = title.iter().map(|it| width(it, FONT) * 1.1);
        let notes = notes(item, self.options);
        let widest = texts.chain(title).chain(notes.iter().map(|it| width(it, SMALL))).fold(0.0, f64::max);
        let small = (usize::from(has_heading(item)) + notes.len()) as f64 * NOTE_ROW;
        let edge = if is_round(item, self.options) { 4.0 } else { 8.0 };
        let foot = foot(item, self.options);
        Size { across: widest + 28.0, along: item.rows.len() as f64 * ROW + small + edge + foot }
    }
}

/// The height of what stands below a box.
pub(super) fn foot(item: &Item, options: &Options) -> f64 {
    if options.shapes && item.look != Look::Joint { FOOT } else { 0.0 }
}
