//! A proof that nothing costs less: regions that cover everything.
//!
//! A region that costs no less than the best architecture, or that no constraint allows, is dead. A dead one is widened as
//! long as it stays dead, and kept. Where two dead regions differ in what a decision takes, what they have in common is dead
//! with either value: so what a search learns in one corner ends it in others, as with clauses of a satisfiability solver
//! (Abo Khamis, Ngo, Ré and Rudra, "Joins via Geometric Resolutions", PODS 2015).

use super::{
    climb::{Best, Goal},
    presence::Presence,
    region::Region,
    rough::Rough,
};
use crate::{
    automaton::Path,
    ir::Evaluator,
};

pub(super) struct Cover<'a> {
    goal: Goal<'a>,
    rough: Rough<'a>,
    /// The best architecture so far.
    pub(super) best: Option<Best>,
    is_feasible: &'a dyn Fn(&Path) -> bool,
    /// Dead regions.
    pub(super) learned: Vec<Region>,
    /// How often each decision was needed lately.
    activity: Vec<f64>,
    bump: f64,
    room: usize,
    /// The bound of the last region that was not empty, and what of it lies on paths.
    last: (i64, Region),
    pub(super) evals: usize,
}

/// The most edges of an automaton that is looked through for each region.
const EDGES: usize = 50_000;

/// The work is done.
struct Exhausted;

impl<'a> Cover<'a> {
    pub(super) fn new(
        goal: Goal<'a>,
        rough: Rough<'a>,
        best: Option<Best>,
        is_feasible: &'a dyn Fn(&Path) -> bool,
        room: usize,
    ) -> Self {
        let activity = vec![0.0; rough.layout.len()];
        let last = (i64::MIN, rough.layout.all());
        Self { goal, rough, best, is_feasible, learned: vec![], activity, bump: 1.0, room, last, evals: 0 }
    }

    /// Whether the best architecture was proven to be the best of all, or that there is none.
    pub(super) fn run(&mut self) -> bool {
        let all = self.rough.layout.all();
        self.cover(&all).is_ok()
    }

    /// A dead region that covers this one.
    fn cover(&mut self, region: &Region) -> Result<Region, Exhausted> {
        self.spend(1 + self.learned.len() * region.words() / 4)?;
        if let Some(known) = self.learned.iter().rev().find(|it| it.covers(region)) {
            let known = known.clone();
            self.note(&known);
            return Ok(known);
        }
        if self.is_dead(region)? {
            return self.widened(region.clone());
        }
        let Some(decision) = self.open() else { return self.single(region) };
        let mut covered: Option<Region> = None;
        for index in self.ordered(region, decision)? {
            let mut part = region.clone();
            self.rough.layout.set(&mut part, decision, index);
            let dead = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.cover(&part))?;
            if dead.covers(region) {
                return Ok(dead);
            }
            covered = Some(match covered {
                Some(before) => self.rough.layout.resolve(&before, &dead, decision),
                None => dead,
            });
        }
        let covered = covered.unwrap_or_else(|| region.clone());
        self.learned.push(covered.clone());
        Ok(covered)
    }

    fn spend(&mut self, work: usize) -> Result<(), Exhausted> {
        self.room = self.room.checked_sub(work).ok_or(Exhausted)?;
        Ok(())
    }

    /// Whether nothing in a region is feasible and better than the best.
    fn is_dead(&mut self, region: &Region) -> Result<bool, Exhausted> {
        let Some(filtered) = self.filtered(region)? else { return Ok(true) };
        self.spend(self.rough.work())?;
        self.evals += 1;
        let enough = self.best.as_ref().map(|it| it.cost);
        let bound = self.goal.bound(&mut self.rough, &filtered, enough);
        let extra = self.rough.extra();
        self.spend(extra)?;
        self.last = (bound, filtered);
        if self.best.as_ref().is_some_and(|it| bound >= it.cost) {
            return Ok(true);
        }
        let fails = |it| Presence::of(self.rough.intervals.get(it)) == Presence::Never;
        Ok(self.goal.space.constraints.iter().any(|it| fails(it.condition)))
    }

    /// What of a region lies on paths, as far as single decisions tell.
    fn filtered(&mut self, region: &Region) -> Result<Option<Region>, Exhausted> {
        let edges = self.goal.automaton.size();
        if edges > EDGES {
            return Ok(Some(region.clone()));
        }
        self.spend(edges)?;
        let layout = &self.rough.layout;
        let mut filtered = layout.none();
        let allowed = |decision, index| layout.allows(region, decision, index);
        let is_any = self.goal.automaton.through(allowed, |decision, index| layout.allow(&mut filtered, decision, index));
        Ok(is_any.then_some(filtered))
    }

    /// A dead region as wide as can be; it is kept.
    fn widened(&mut self, mut region: Region) -> Result<Region, Exhausted> {
        let all = self.rough.layout.all();
        let mut order: Vec<usize> =
            (0..self.rough.layout.len()).filter(|it| self.rough.layout.words(&region, *it) != self.rough.layout.words(&all, *it)).collect();
        order.sort_by(|it, other| self.activity[*it].total_cmp(&self.activity[*other]));
        let mut kept = vec![];
        for decision in order {
            let mut wider = region.clone();
            self.rough.layout.widen(&mut wider, decision);
            if self.is_dead(&wider)? {
                region = wider;
            } else {
                kept.push(decision);
            }
        }
        for decision in kept {
            for index in 0..self.rough.layout.size(decision).min(64) as u32 {
                if self.rough.layout.allows(&region, decision, index) {
                    continue;
                }
                let mut wider = region.clone();
                self.rough.layout.allow(&mut wider, decision, index);
                if self.is_dead(&wider)? {
                    region = wider;
                }
            }
        }
        self.note(&region);
        self.learned.push(region.clone());
        Ok(region)
    }

    /// Notes that a region ended the search.
    fn note(&mut self, region: &Region) {
        if std::env::var("NOACT").is_ok() { return; }
        let layout = &self.rough.layout;
        for decision in 0..layout.len() {
            if layout.count(region, decision) < layout.size(decision) {
                self.activity[decision] += self.bump;
            }
        }
        self.bump *= 1.02;
        if self.bump > 1e100 {
            self.activity.iter_mut().for_each(|it| *it /= 1e100);
            self.bump /= 1e100;
        }
    }

    /// The decision that is made next.
    fn open(&self) -> Option<usize> {
        let layout = &self.rough.layout;
        let is_open = |it: &usize| {
            layout.count(&self.last.1, *it) > 1
                && Presence::of(self.rough.intervals.get(self.goal.space.decisions[*it].active)) != Presence::Never
        };
        self.goal.automaton.order().filter(is_open).min_by(|it, other| {
            self.activity[*other].total_cmp(&self.activity[*it])
        })
    }

    /// The values of a decision, the best bound first.
    fn ordered(&mut self, region: &Region, decision: usize) -> Result<Vec<u32>, Exhausted> {
        let values: Vec<u32> = self.rough.layout.values(region, decision).collect();
        let mut ordered = vec![];
        for value in values {
            let mut part = region.clone();
            self.rough.layout.set(&mut part, decision, value);
            let bound = if self.is_dead(&part)? { i64::MAX } else { self.last.0 };
            ordered.push((bound, value));
        }
        ordered.sort_unstable();
        Ok(ordered.into_iter().map(|it| it.1).collect())
    }

    /// One architecture.
    fn single(&mut self, region: &Region) -> Result<Region, Exhausted> {
        let layout = &self.rough.layout;
        let region_ = region;
        let region = &self.last.1.clone();
        let index = |at: usize| layout.values(region, at).next().unwrap_or(0);
        let assignment = Evaluator::assign(self.goal.space, |id, _| index(id.0 as usize));
        if let Some(path) = self.goal.automaton.path_of(&assignment)
            && (self.is_feasible)(&path)
        {
            let cost = self.goal.cost(&assignment);
            if self.best.as_ref().is_none_or(|it| cost < it.cost) {
                self.best = Some(Best { path, cost });
            }
        }
        let region = region_;
        self.learned.push(region.clone());
        if self.is_dead(region)? { self.widened(region.clone()) } else { Ok(region.clone()) }
    }
}
