//! What is in a frame: its boxes and frames, and where edges cross its line.

use std::collections::BTreeMap;

use crate::layout::{Joint, Pin, Point, Shape, Size};

/// What a frame leaves free where lines come in, beside its title.
const ENTRY: f64 = 20.0;
/// What a frame leaves free where lines go out.
const EXIT: f64 = 4.0;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left side.
    pub x: f64,
    /// The upper side.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

impl Rect {
    /// The horizontal centre.
    pub fn centre(&self) -> f64 {
        self.x + self.width / 2.0
    }

    pub(super) fn moved(self, (x, y): Point) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }
}

/// A part of an edge, through all the points at which it is vertical.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The points from the source down.
    pub points: Vec<Point>,
    /// Whether a condition says if it exists.
    pub is_open: bool,
    /// Whether it ends at a box, and not at a frame.
    pub has_tip: bool,
}

/// What is in a frame, or all of the picture.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) size: Size,
    pub(super) items: Vec<(usize, Rect)>,
    pub(super) frames: Vec<(usize, Rect)>,
    /// What is written on lines.
    pub(super) labels: Vec<(String, Rect)>,
    pub(super) lines: Vec<Line>,
    /// Where values from outside come in, by their box.
    pub(super) entries: BTreeMap<usize, f64>,
    /// Where values go out, by their box.
    pub(super) exits: BTreeMap<usize, f64>,
}

impl Block {
    pub(super) fn shift(&mut self, by: Point) {
        self.items.iter_mut().chain(&mut self.frames).for_each(|it| it.1 = it.1.moved(by));
        self.labels.iter_mut().for_each(|it| it.1 = it.1.moved(by));
        let points = self.lines.iter_mut().flat_map(|it| &mut it.points);
        points.for_each(|it| *it = (it.0 + by.0, it.1 + by.1));
        self.entries.values_mut().chain(self.exits.values_mut()).for_each(|it| *it += by.0);
    }

    pub(super) fn take(&mut self, other: Self) {
        self.items.extend(other.items);
        self.frames.extend(other.frames);
        self.labels.extend(other.labels);
        self.lines.extend(other.lines);
    }
}

/// A box, a frame, or what is written on a line, as its surroundings see it.
pub(super) enum Child {
    Item(usize),
    Frame(usize, Block),
    Label(String),
}

/// Whose value goes from which box of a block to which other; ports count as boxes.
pub(super) type Link = (usize, usize, usize);

/// What a block is made of, before anything has a place.
pub(super) struct Parts {
    pub(super) children: Vec<Child>,
    /// To which child each box belongs, by position in the range.
    pub(super) child_of: Vec<usize>,
    /// The labels on the ways into boxes, by the boxes at both ends.
    pub(super) labels: BTreeMap<(usize, usize), usize>,
    /// The ports at which values from outside come in, by their box.
    pub(super) entries: BTreeMap<usize, usize>,
    /// The ports at which values go out.
    pub(super) exits: BTreeMap<usize, usize>,
}

impl Parts {
    pub(super) fn ports(&self) -> impl Iterator<Item = Shape> {
        let shape = |along: f64, pin: Pin| Shape { size: Size { across: 0.0, along }, pin };
        let entries = self.entries.values().map(move |_| shape(ENTRY, Pin::First));
        entries.chain(self.exits.values().map(move |_| shape(EXIT, Pin::Last)))
    }

    /// An edge, between the points at which it crosses the lines of frames.
    pub(super) fn joint(&self, (item, source, target): Link) -> Joint {
        let from_centre = |block: &Block, at: Option<&f64>| at.map_or(0.0, |it| it - block.size.across / 2.0);
        let leave = self.block(source).map_or(0.0, |it| from_centre(it, it.exits.get(&item)));
        let enter = self.block(target).map_or(0.0, |it| from_centre(it, it.entries.get(&item)));
        Joint { ends: (source, target), ports: (leave, enter), label: None }
    }

    fn block(&self, at: usize) -> Option<&Block> {
        match self.children.get(at)? {
            Child::Frame(_, block) => Some(block),
            Child::Item(_) | Child::Label(_) => None,
        }
    }

    /// Draws lines from ports to the upper and lower side of the block.
    pub(super) fn to_the_edge(&self, block: &mut Block, links: &BTreeMap<Link, bool>) {
        let bottom = block.size.along;
        for (line, (_, source, target)) in block.lines.iter_mut().zip(links.keys()) {
            let (first, last) = (line.points[0].0, line.points[line.points.len() - 1].0);
            if self.entries.values().any(|it| it == source) {
                line.points.insert(0, (first, 0.0));
            }
            if self.exits.values().any(|it| it == target) {
                line.points.push((last, bottom));
            }
        }
    }
}
