//! How far it matters what is left of a bound.
//!
//! Weights are first made relative to the least that can follow (`w + least(target) - least(source)`, so that the
//! cheapest path weighs nothing, and nothing is lost by rounding it). What a state means under a bound depends on what is
//! left of it, but only on the interval in which that lies: within it the same paths lead on. Intervals are found from the
//! last level to the first (Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger, "A new look at BDDs for
//! pseudo-Boolean constraints", JAIR 2012, section 5; here with more than two values, and any automaton in place of an order
//! of variables).

use std::collections::BTreeMap;

use super::{Automaton, Edge, Rounding};

/// A bound, made ready.
pub(super) struct Bound {
    quantity: usize,
    /// The least that follows each state.
    least: Vec<i64>,
    step: i64,
    rounding: Rounding,
    /// Of each state, the first and the last number of each interval.
    intervals: Vec<BTreeMap<i64, i64>>,
    /// How many intervals there may still be; those of states with many edges count for several.
    room: usize,
    /// What is left at the start, as far as it matters.
    pub(super) start: i64,
}

/// The numbers between two, both included.
#[derive(Debug, Clone, Copy)]
struct Interval {
    from: i64,
    to: i64,
}

impl Bound {
    /// Finds the intervals of a bound that some path meets; nothing if that takes more room than `limit`.
    pub(super) fn new(
        automaton: &Automaton,
        quantity: usize,
        bound: i64,
        rounding: Rounding,
        limit: usize,
    ) -> Option<Self> {
        let least = automaton.extremes(quantity, i64::min);
        let left = bound - least[0];
        let step = match rounding {
            Rounding::Exact => 1,
            Rounding::Down(steps) | Rounding::Up(steps) => (left / i64::from(steps.max(1))).max(1),
        };
        let intervals = vec![BTreeMap::new(); automaton.states.len()];
        let mut bound = Self { quantity, least, step, rounding, intervals, room: limit, start: 0 };
        bound.start = bound.find(automaton, 0, left / step)?.from;
        Some(bound)
    }

    /// Finds the interval of a state in which something lies that is left there.
    fn find(&mut self, automaton: &Automaton, state: u32, left: i64) -> Option<Interval> {
        if let Some(known) = self.known(state, left) {
            return Some(known);
        }
        // Whatever is left, the cheapest path leads on.
        let mut found = Interval { from: 0, to: i64::MAX };
        for edge in &automaton.states[state as usize].edges {
            let steps = self.steps(state, edge);
            if steps > left {
                found.to = found.to.min(steps - 1);
                continue;
            }
            let after =
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.find(automaton, edge.target, left - steps))?;
            found.from = found.from.max(after.from + steps);
            found.to = found.to.min(after.to.saturating_add(steps));
        }
        self.room = self.room.checked_sub(automaton.states[state as usize].room())?;
        self.intervals[state as usize].insert(found.from, found.to);
        Some(found)
    }

    fn known(&self, state: u32, left: i64) -> Option<Interval> {
        let (from, to) = self.intervals[state as usize].range(..=left).next_back()?;
        (left <= *to).then_some(Interval { from: *from, to: *to })
    }

    /// The steps that an edge takes.
    fn steps(&self, source: u32, edge: &Edge) -> i64 {
        let weight = edge.weights[self.quantity] + self.least[edge.target as usize] - self.least[source as usize];
        match self.rounding {
            Rounding::Up(_) => (weight + self.step - 1) / self.step,
            Rounding::Exact | Rounding::Down(_) => weight / self.step,
        }
    }

    /// What is left behind an edge, as far as it matters; nothing if the bound is broken.
    pub(super) fn after(&self, source: u32, edge: &Edge, left: i64) -> Option<i64> {
        self.known(edge.target, left - self.steps(source, edge)).map(|it| it.from)
    }

    /// Returns whether the bound is met whatever follows a state.
    pub(super) fn is_met(&self, state: u32, left: i64) -> bool {
        self.known(state, left).is_some_and(|it| it.to == i64::MAX)
    }
}
