//! What functions of decisions can be under a region: the ends of their diagrams.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::{
    interval::{ANY, Ends, calculate, constant, hull},
    region::{Layout, Region},
};
use crate::{
    check::has_cost,
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    ir::{DecisionId, Expr, ExprId, Scalar, Space},
};

/// The most nodes of a diagram that is kept.
const NODES: usize = 3_000;

/// The most nodes of all diagrams.
const ALL: usize = 30_000;

/// The most nodes of a diagram of what has a value, however many there are already.
const PRESENT: usize = 1_000;

/// How many runs of values are looked into for a diagram.
const WORK: u64 = 300_000;

/// After how many that are too large no more diagrams are made.
const FAILED: usize = 8;

/// The value of a function where a constraint is broken.
const IMPOSSIBLE: &str = "impossible";

/// Not looked for yet.
const UNKNOWN: Ends = [f64::NAN, f64::NAN];

/// Nothing lies between these.
const NONE: Ends = [f64::INFINITY, f64::NEG_INFINITY];

/// A part of a diagram.
#[derive(Debug)]
enum Part {
    Leaf(Ends),
    /// A decision of up to 64 values, and what is left after some of them.
    Test(usize, Box<[(u64, u32)]>),
    /// A decision of more, and what is left up to each value.
    Wide(usize, Box<[(u32, u32)]>),
}

/// Diagrams of expressions, where they are small.
#[derive(Debug)]
pub(super) struct Hulls {
    diagrams: Diagrams,
    converted: Vec<Option<Diagram>>,
    /// Constraints over decisions, each with the decisions that it is about.
    constraints: Vec<(Vec<DecisionId>, Diagram)>,
    /// What constraints over some decisions leave.
    allowed: IndexMap<Vec<DecisionId>, Diagram, FxBuildHasher>,
    /// Each after those that it is made of.
    parts: Vec<Part>,
    places: IndexMap<Diagram, u32, FxBuildHasher>,
    /// The places that are asked for.
    roots: IndexSet<u32, FxBuildHasher>,
    /// The ends of each part under the last region, as far as they were looked for.
    ends: Vec<Ends>,
    /// The parts that were looked at under the last region.
    found: Vec<u32>,
    work: usize,
    /// How many diagrams were too large.
    failed: usize,
}

impl Hulls {
    pub(super) fn new(space: &Space) -> Self {
        let mut hulls = Self {
            diagrams: Diagrams::new(),
            converted: vec![None; space.exprs.len()],
            constraints: vec![],
            allowed: IndexMap::default(),
            parts: vec![],
            places: IndexMap::default(),
            roots: IndexSet::default(),
            ends: vec![],
            found: vec![],
            work: 0,
            failed: 0,
        };
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        for constraint in space.constraints.iter().filter(|it| !has_cost(space, it.condition)) {
            hulls.diagrams.allow(WORK);
            if let Ok(diagram) = hulls.diagrams.of(context, constraint.condition) {
                hulls.constraints.push((hulls.diagrams.support(diagram), diagram));
            }
        }
        hulls
    }

    /// Keeps the diagram of an expression and returns its place, if it is small.
    pub(super) fn place(&mut self, space: &Space, layout: &Layout, expr: ExprId) -> Option<u32> {
        let diagram = self.attempt(|it| it.convert(space, expr))?;
        self.keep(layout, diagram, NODES.min(ALL.saturating_sub(self.parts.len())))
    }

    /// Makes a diagram, unless too many were too large.
    fn attempt(&mut self, make: impl FnOnce(&mut Self) -> Result<Diagram, TooEntangled>) -> Option<Diagram> {
        if self.failed >= FAILED {
            return None;
        }
        self.diagrams.allow(WORK);
        let made = make(self);
        self.failed += usize::from(made.is_err());
        made.ok()
    }

    /// As [`Self::place`], where a condition holds, and only with so many nodes.
    pub(super) fn place_where(
        &mut self,
        (space, layout): (&Space, &Layout),
        (condition, expr): (ExprId, ExprId),
        most: usize,
    ) -> Option<u32> {
        let given = self.attempt(|it| {
            let (condition, diagram) = (it.convert(space, condition)?, it.convert(space, expr)?);
            let given = it.given(condition, diagram)?;
            it.within(given)
        })?;
        self.keep(layout, given, most.min(ALL.saturating_sub(self.parts.len())))
    }

    /// As [`Self::place`], where the expression has a value.
    pub(super) fn place_present(&mut self, space: &Space, layout: &Layout, expr: ExprId) -> Option<u32> {
        let present = self.attempt(|it| {
            let diagram = it.convert(space, expr)?;
            it.diagrams.combine(&[diagram], &mut |values| {
                Some(values[0].cloned().unwrap_or_else(|| Scalar::Str(IMPOSSIBLE.to_owned())))
            })
        })?;
        self.keep(layout, present, PRESENT)
    }

    /// A function where a condition holds.
    fn given(&mut self, condition: Diagram, diagram: Diagram) -> Result<Diagram, TooEntangled> {
        self.diagrams.combine(&[condition, diagram], &mut |values| match values[0].and_then(Scalar::as_bool) {
            Some(true) => values[1].cloned(),
            _ => Some(Scalar::Str(IMPOSSIBLE.to_owned())),
        })
    }

    /// The diagram of an expression where constraints hold.
    fn convert(&mut self, space: &Space, expr: ExprId) -> Result<Diagram, TooEntangled> {
        if let Some(known) = self.converted[expr.0 as usize] {
            return Ok(known);
        }
        if let Expr::If(_, then, otherwise) = space.exprs.get(expr) {
            let [then, otherwise] = [self.convert(space, *then)?, self.convert(space, *otherwise)?];
            // A choice between what is the same needs no condition.
            if then == otherwise {
                self.converted[expr.0 as usize] = Some(then);
                return Ok(then);
            }
        }
        let parts = space.exprs.get(expr).parts();
        let diagram = if parts.is_empty() || self.constraints.is_empty() {
            self.diagrams.of(Context { exprs: &space.exprs, decisions: &space.decisions }, expr)?
        } else {
            let convert = |it: &ExprId| stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.convert(space, *it));
            let operands: Vec<Diagram> = parts.iter().map(convert).collect::<Result<_, _>>()?;
            let all = self.diagrams.combine(&operands, &mut |values| {
                let get = |it: &ExprId| values[parts.iter().position(|part| part == it)?].cloned();
                calculate(space, space.exprs.get(expr), 0, &get)
            })?;
            self.within(all)?
        };
        self.converted[expr.0 as usize] = Some(diagram);
        Ok(diagram)
    }

    /// A function where the constraints on its own decisions hold.
    fn within(&mut self, diagram: Diagram) -> Result<Diagram, TooEntangled> {
        let support = self.diagrams.support(diagram);
        let allowed = match self.allowed.get(&support) {
            Some(allowed) => *allowed,
            None => {
                let mut allowed = self.diagrams.truth(true)?;
                for (decisions, constraint) in self.constraints.iter().rev() {
                    if decisions.iter().all(|it| support.contains(it)) {
                        allowed = self.diagrams.and(*constraint, allowed)?;
                    }
                }
                self.allowed.insert(support, allowed);
                allowed
            }
        };
        if self.diagrams.as_bool(allowed) == Some(true) {
            return Ok(diagram);
        }
        self.given(allowed, diagram)
    }

    /// Keeps a diagram, if there is room, and returns its place.
    fn keep(&mut self, layout: &Layout, diagram: Diagram, mut room: usize) -> Option<u32> {
        let root = self.part(layout, diagram, &mut room)?;
        self.roots.insert(root);
        Some(root)
    }

    fn part(&mut self, layout: &Layout, diagram: Diagram, room: &mut usize) -> Option<u32> {
        if let Some(place) = self.places.get(&diagram) {
            return Some(*place);
        }
        *room = room.checked_sub(1)?;
        let part = match self.diagrams.first(diagram) {
            None => match self.diagrams.as_value(diagram).flatten() {
                Some(Scalar::Str(text)) if text == IMPOSSIBLE => Part::Leaf(NONE),
                value => Part::Leaf(constant(value)),
            },
            Some((decision, runs)) if !layout.is_small(decision) => {
                let mut tests = vec![];
                for (end, child) in runs {
                    let place = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.part(layout, child, room))?;
                    tests.push((end, place));
                }
                Part::Wide(decision.0 as usize, tests.into())
            }
            Some((decision, runs)) => {
                let mut first = 0;
                let mut tests = vec![];
                for (end, child) in runs {
                    let mask = (u64::MAX >> (64 - end)) & !((1_u64 << first) - 1);
                    first = end;
                    tests.push((mask, stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.part(layout, child, room))?));
                }
                Part::Test(decision.0 as usize, tests.into())
            }
        };
        let place = self.parts.len() as u32;
        self.parts.push(part);
        self.places.insert(diagram, place);
        Some(place)
    }

    /// How much was looked at under the last region.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    /// Finds the ends of all diagrams under a region.
    pub(super) fn learn(&mut self, layout: &Layout, region: &Region) {
        self.ends.resize(self.parts.len(), UNKNOWN);
        self.found.drain(..).for_each(|it| self.ends[it as usize] = UNKNOWN);
        let Self { parts, ends, found, .. } = self;
        let mut search = Search { parts, region: (layout, region), ends, found, work: self.roots.len() };
        for root in &self.roots {
            search.find(*root);
        }
        self.work = search.work;
    }

    /// The ends of a diagram under the last region.
    pub(super) fn get(&self, place: u32) -> Ends {
        let [low, high] = self.ends[place as usize];
        if low <= high { [low, high] } else { ANY }
    }

    /// The ends of a diagram under the last region, unless it is impossible there.
    pub(super) fn possible(&self, place: u32) -> Option<Ends> {
        let [low, high] = self.ends[place as usize];
        (low <= high).then_some([low, high])
    }
}

/// The ends of diagrams under a region, as far as they are looked for.
struct Search<'a> {
    parts: &'a [Part],
    region: (&'a Layout, &'a Region),
    ends: &'a mut [Ends],
    found: &'a mut Vec<u32>,
    work: usize,
}

impl Search<'_> {
    /// The ends of a part: only what the region leaves is looked at.
    fn find(&mut self, place: u32) -> Ends {
        let known = self.ends[place as usize];
        if !known[0].is_nan() {
            return known;
        }
        let (layout, region) = self.region;
        let ends = match &self.parts[place as usize] {
            Part::Leaf(ends) => *ends,
            Part::Test(decision, tests) => {
                self.work += tests.len();
                let taken = layout.word(region, *decision);
                tests.iter().filter(|it| it.0 & taken != 0).fold(NONE, |ends, it| hull(ends, self.below(it.1)))
            }
            Part::Wide(decision, tests) => {
                self.work += tests.len();
                let mut first = 0;
                let mut is_left =
                    |end: u32| (std::mem::replace(&mut first, end)..end).any(|it| layout.allows(region, *decision, it));
                tests.iter().filter(|it| is_left(it.0)).fold(NONE, |ends, it| hull(ends, self.below(it.1)))
            }
        };
        self.ends[place as usize] = ends;
        self.found.push(place);
        ends
    }

    fn below(&mut self, place: u32) -> Ends {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.find(place))
    }
}
