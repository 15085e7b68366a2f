//! What functions of decisions can be under a region: the ends of their diagrams.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    interval::{ANY, Ends, constant, hull},
    region::{Layout, Region},
};
use crate::{
    diagram::{Context, Diagram, Diagrams},
    ir::{ExprId, Space},
};

/// The most nodes of a diagram that is kept.
const NODES: usize = 300;

/// The most nodes of all diagrams.
const ALL: usize = 100_000;

/// How many runs of values are looked into for a diagram.
const WORK: u64 = 200_000;

/// A part of a diagram.
#[derive(Debug)]
enum Part {
    Leaf(Ends),
    /// A decision, and what is left after some of its values.
    Test(usize, Box<[(u64, u32)]>),
}

/// Diagrams of expressions, where they are small.
#[derive(Debug)]
pub(super) struct Hulls {
    diagrams: Diagrams,
    /// Each after those that it is made of.
    parts: Vec<Part>,
    places: IndexMap<Diagram, u32, FxBuildHasher>,
    ends: Vec<Ends>,
    work: usize,
}

impl Hulls {
    pub(super) fn new() -> Self {
        let places = IndexMap::default();
        Self { diagrams: Diagrams::new(), parts: vec![], places, ends: vec![], work: 0 }
    }

    /// Keeps the diagram of an expression and returns its place, if it is small.
    pub(super) fn place(&mut self, space: &Space, layout: &Layout, expr: ExprId) -> Option<u32> {
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        self.diagrams.allow(WORK);
        let diagram = self.diagrams.of(context, expr).ok()?;
        let mut room = NODES.min(ALL.saturating_sub(self.parts.len()));
        self.keep(layout, diagram, &mut room)
    }

    fn keep(&mut self, layout: &Layout, diagram: Diagram, room: &mut usize) -> Option<u32> {
        if let Some(place) = self.places.get(&diagram) {
            return Some(*place);
        }
        *room = room.checked_sub(1)?;
        let part = match self.diagrams.first(diagram) {
            None => Part::Leaf(self.diagrams.as_value(diagram).map_or(ANY, constant)),
            Some((decision, _)) if !layout.is_small(decision) => return None,
            Some((decision, runs)) => {
                let mut first = 0;
                let mut tests = vec![];
                for (end, child) in runs {
                    let mask = (u64::MAX >> (64 - end)) & !((1_u64 << first) - 1);
                    first = end;
                    tests.push((mask, stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.keep(layout, child, room))?));
                }
                Part::Test(decision.0 as usize, tests.into())
            }
        };
        self.work += match &part {
            Part::Leaf(_) => 1,
            Part::Test(_, tests) => tests.len(),
        };
        let place = self.parts.len() as u32;
        self.parts.push(part);
        self.places.insert(diagram, place);
        Some(place)
    }

    /// How much is looked at under each region.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    /// Finds the ends of all diagrams under a region.
    pub(super) fn learn(&mut self, layout: &Layout, region: &Region) {
        self.ends.clear();
        for part in &self.parts {
            let ends = match part {
                Part::Leaf(ends) => *ends,
                Part::Test(decision, tests) => {
                    let taken = layout.word(region, *decision);
                    let left = tests.iter().filter(|it| it.0 & taken != 0).map(|it| self.ends[it.1 as usize]);
                    left.reduce(hull).unwrap_or(ANY)
                }
            };
            self.ends.push(ends);
        }
    }

    /// The ends of a diagram under the last region.
    pub(super) fn get(&self, place: u32) -> Ends {
        self.ends[place as usize]
    }
}
