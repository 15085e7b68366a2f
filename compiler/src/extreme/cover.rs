//! A proof that nothing is better: regions that cover everything.
//!
//! A region in which nothing is better than the best architecture, or that no path leads through, is dead. A dead one is
//! widened as long as it stays dead, and kept. Where two dead regions differ in what a decision takes, what they have in
//! common is dead with either value: so what a search learns in one corner ends it in others, as with the clauses of a
//! satisfiability solver (Abo Khamis, Ngo, Ré and Rudra, "Joins via Geometric Resolutions", PODS 2015).

use super::{
    climb::{Best, Goal},
    presence::Presence,
    region::Region,
    rough::Rough,
};
use crate::ir::Evaluator;

/// The most edges of an automaton that is looked through for each region.
const EDGES: usize = 50_000;

/// The most values of a decision that a dead region is widened by, one after the other.
const VALUES: usize = 256;

/// How much more than the time before a region counts that ends the search.
const BUMP: f64 = 1.02;

/// The regions that are known to be dead.
pub(super) struct Cover<'a> {
    goal: Goal<'a>,
    rough: Rough<'a>,
    /// The best architecture so far.
    pub(super) best: Option<Best>,
    dead: Vec<Region>,
    /// How often each decision mattered, lately above all (Moskewicz et al. 2001).
    activity: Vec<f64>,
    bump: f64,
    /// How much work is left.
    room: usize,
}

/// All work is done.
struct Exhausted;

/// What is known of a region.
enum State {
    Dead,
    /// No less than this costs what lies on paths, as far as single decisions tell. One that is not made takes its first
    /// value.
    Alive(i64, Region),
}

/// A part of a region, and what is known of it.
type Part = (Region, Option<State>);

impl<'a> Cover<'a> {
    /// Starts from the best architecture so far.
    pub(super) fn new(goal: Goal<'a>, rough: Rough<'a>, best: Option<Best>, room: usize) -> Self {
        let activity = vec![0.0; rough.layout.len()];
        Self { goal, rough, best, dead: vec![], activity, bump: 1.0, room }
    }

    /// Returns whether the best architecture is now proven to be the best of all, or that there is none.
    pub(super) fn run(&mut self) -> bool {
        let all = self.rough.layout.all();
        self.cover(&all, None).is_ok()
    }

    /// A dead region that covers this one, of which something may be known already.
    fn cover(&mut self, region: &Region, state: Option<State>) -> Result<Region, Exhausted> {
        if let Some(known) = self.known(region)?.cloned() {
            self.note(&known);
            return Ok(known);
        }
        let state = state.map_or_else(|| self.look(region), Ok)?;
        let State::Alive(_, possible) = state else { return self.widened(region.clone()) };
        let Some(decision) = self.open(&possible) else { return self.single(region, &possible) };
        let mut covered: Option<Region> = None;
        for (part, state) in self.parts(region, decision)? {
            let dead = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.cover(&part, state))?;
            if dead.covers(region) {
                return Ok(dead);
            }
            covered = Some(match covered {
                Some(before) => self.rough.layout.resolve(&before, &dead, decision),
                None => dead,
            });
        }
        let covered = covered.unwrap_or_else(|| region.clone());
        self.keep(&covered);
        Ok(covered)
    }

    /// A dead region that covers this one, if it is known.
    fn known(&mut self, region: &Region) -> Result<Option<&Region>, Exhausted> {
        // Most differ in what is compared first.
        self.spend(1 + self.dead.len())?;
        Ok(self.dead.iter().rev().find(|it| it.covers(region)))
    }

    /// Keeps a dead region instead of those that it covers.
    fn keep(&mut self, region: &Region) {
        self.dead.retain(|it| !region.covers(it));
        self.dead.push(region.clone());
    }

    fn spend(&mut self, work: usize) -> Result<(), Exhausted> {
        self.room = self.room.checked_sub(work).ok_or(Exhausted)?;
        Ok(())
    }

    /// Finds out about a region.
    fn look(&mut self, region: &Region) -> Result<State, Exhausted> {
        let Some(mut possible) = self.possible(region)? else { return Ok(State::Dead) };
        let enough = self.best.as_ref().map(|it| it.cost);
        let bound = self.goal.bound(&mut self.rough, &possible, enough).max(self.told(&possible));
        let work = self.rough.work() + self.rough.extra();
        self.spend(work)?;
        let fails = |it| Presence::of(self.rough.intervals.get(it)) == Presence::Never;
        if enough.is_some_and(|it| bound >= it) || self.goal.space.constraints.iter().any(|it| fails(it.condition)) {
            return Ok(State::Dead);
        }
        for (decision, it) in self.goal.space.decisions.iter().enumerate() {
            if Presence::of(self.rough.intervals.get(it.active)) == Presence::Never {
                self.rough.layout.set(&mut possible, decision, 0);
            }
        }
        Ok(State::Alive(bound, possible))
    }

    /// What of a region lies on paths, as far as single decisions tell.
    fn possible(&mut self, region: &Region) -> Result<Option<Region>, Exhausted> {
        let edges = self.goal.automaton.edges();
        if edges > EDGES {
            return Ok(Some(region.clone()));
        }
        self.spend(edges)?;
        let layout = &self.rough.layout;
        let mut possible = layout.none();
        let allowed = |decision, index| layout.allows(region, decision, index);
        let is_any =
            self.goal.automaton.through(allowed, |decision, index| layout.allow(&mut possible, decision, index));
        Ok(is_any.then_some(possible))
    }

    /// What paths through a region weigh at least, where they tell the cost.
    fn told(&self, region: &Region) -> i64 {
        let automaton = self.goal.automaton;
        let Some(quantity) = automaton.position(self.goal.kind).filter(|_| automaton.edges() <= EDGES) else {
            return i64::MIN;
        };
        let choose = if self.goal.end == super::End::Least { i64::min } else { i64::max };
        let allowed = |decision, index| self.rough.layout.allows(region, decision, index);
        automaton.extreme_within(quantity, choose, allowed).map_or(i64::MIN, |it| self.goal.sign(it))
    }

    /// A dead region as wide as can be; it is kept.
    fn widened(&mut self, mut region: Region) -> Result<Region, Exhausted> {
        let mut kept = self.narrow(&region);
        kept.sort_by(|it, other| self.activity[*it].total_cmp(&self.activity[*other]));
        for decision in std::mem::take(&mut kept) {
            let mut wider = region.clone();
            self.rough.layout.widen(&mut wider, decision);
            match self.look(&wider)? {
                State::Dead => region = wider,
                State::Alive(..) => kept.push(decision),
            }
        }
        for decision in kept {
            // What is dead with either value is dead with both.
            for index in 0..self.rough.layout.size(decision).min(VALUES) as u32 {
                if self.rough.layout.allows(&region, decision, index) {
                    continue;
                }
                let mut other = region.clone();
                self.rough.layout.set(&mut other, decision, index);
                if self.known(&other)?.is_some() || matches!(self.look(&other)?, State::Dead) {
                    self.rough.layout.allow(&mut region, decision, index);
                }
            }
        }
        self.note(&region);
        self.keep(&region);
        Ok(region)
    }

    /// The decisions of which a region leaves values out.
    fn narrow(&self, region: &Region) -> Vec<usize> {
        let layout = &self.rough.layout;
        (0..layout.len()).filter(|it| layout.count(region, *it) < layout.size(*it)).collect()
    }

    /// Notes that a region ended the search.
    fn note(&mut self, region: &Region) {
        for decision in self.narrow(region) {
            self.activity[decision] += self.bump;
        }
        self.bump *= BUMP;
        if self.bump > 1e100 {
            self.activity.iter_mut().for_each(|it| *it /= 1e100);
            self.bump /= 1e100;
        }
    }

    /// The decision that is made next: of those that matter most the first.
    fn open(&self, possible: &Region) -> Option<usize> {
        let is_open = |it: &usize| self.rough.layout.count(possible, *it) > 1;
        let order = self.goal.automaton.order().filter(is_open);
        order.min_by(|it, other| self.activity[*other].total_cmp(&self.activity[*it]))
    }

    /// The parts of a region in which a decision is made, the best bound first, and what is known of them.
    fn parts(&mut self, region: &Region, decision: usize) -> Result<Vec<Part>, Exhausted> {
        let values: Vec<u32> = self.rough.layout.values(region, decision).collect();
        let mut parts = vec![];
        for value in values {
            let mut part = region.clone();
            self.rough.layout.set(&mut part, decision, value);
            let state = if self.known(&part)?.is_some() { None } else { Some(self.look(&part)?) };
            let bound = if let Some(State::Alive(bound, _)) = state { bound } else { i64::MAX };
            parts.push((bound, part, state));
        }
        parts.sort_by_key(|it| it.0);
        Ok(parts.into_iter().map(|it| (it.1, it.2)).collect())
    }

    /// A region of which one architecture at most lies on a path.
    fn single(&mut self, region: &Region, possible: &Region) -> Result<Region, Exhausted> {
        let layout = &self.rough.layout;
        let index = |at: usize| layout.values(possible, at).next().unwrap_or(0);
        let assignment = Evaluator::assign(self.goal.space, |id, _| index(id.0 as usize));
        let path = self.goal.automaton.path_of(&assignment).filter(|it| (self.goal.is_feasible)(it));
        if let Some(found) = path.map(|it| Best::new(self.goal, it))
            && self.best.as_ref().is_none_or(|it| found.cost < it.cost)
        {
            self.best = Some(found);
        }
        if let State::Dead = self.look(region)? {
            return self.widened(region.clone());
        }
        self.keep(region);
        Ok(region.clone())
    }
}
