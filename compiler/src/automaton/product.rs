//! Bounds, multiplied in: what is left of them, as far as it matters, becomes part of a state.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{Automaton, Edge, State, halves::Held, interval::Bound};

/// How exactly sums are held against their bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Exactly.
    Exact,
    /// In so many steps up to each bound, rounded down: some architectures beyond a bound are kept.
    Down(u32),
    /// In so many steps up to each bound, rounded up: some architectures within the bounds are lost.
    Up(u32),
}

/// The bounds of a clause: its number, and of each the quantity and the most that it may be.
type Bounds = Vec<(u32, usize, i64)>;

/// What is left of the bounds of a clause: nothing of those that are broken, and no list at all once one is met.
type Left = Option<Box<[Option<i64>]>>;

impl Automaton {
    /// Keeps the paths that meet the bounds: exactly those, or, rounded, a superset or a subset of them.
    ///
    /// Nothing if that takes more states than `limit`, of which one with many edges counts for several.
    pub fn within(&self, rounding: Rounding, limit: usize) -> Option<Self> {
        let bounds = self.bounds();
        let mut clauses = bounds.chunk_by(|left, right| left.0 == right.0);
        clauses.try_fold(self.clone(), |automaton, it| automaton.meeting(it, rounding, limit))
    }

    /// Every bound with its clause and its quantity; those of one clause stand behind each other.
    pub(super) fn bounds(&self) -> Vec<(u32, usize, i64)> {
        let bounds = self.quantities.iter().enumerate().filter_map(|(at, it)| Some((at, it.bound()?)));
        bounds.map(|(at, (bound, clause))| (clause, at, bound - self.base[at])).collect()
    }

    /// Keeps the paths that meet one of the bounds of a clause.
    fn meeting(self, clause: &[(u32, usize, i64)], rounding: Rounding, limit: usize) -> Option<Self> {
        if self.is_empty() || clause.iter().any(|(_, at, bound)| self.extremes(*at, i64::max)[0] <= *bound) {
            return Some(self);
        }
        let mut bounds = vec![];
        for (_, quantity, bound) in clause {
            if self.extremes(*quantity, i64::min)[0] <= *bound {
                bounds.push(Bound::new(&self, *quantity, *bound, rounding, limit)?);
            }
        }
        if bounds.is_empty() { Some(self.clone_without_states()) } else { self.product(&bounds, limit) }
    }

    /// Drops the edges that no path within a bound takes, each bound by itself: what is left are exactly the paths within
    /// it where there is one bound, and perhaps more where there are several. Needs no further states.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let bounds = self.bounds();
        let mut states = self.states.clone();
        for clause in bounds.chunk_by(|left, right| left.0 == right.0) {
            let [(_, at, room)] = *clause else { continue };
            let before = self.arrivals(at, i64::min);
            let after = self.extremes(at, i64::min);
            if after.first().is_some_and(|it| *it > room) {
                return self.clone_without_states();
            }
            for (state, before) in states.iter_mut().zip(before) {
                state.edges.retain(|it| before + it.weights[at] + after[it.target as usize] <= room);
            }
        }
        Self { states, ..self.clone_without_states() }.pruned()
    }

    /// Multiplies in the bounds that take no more than so many states; returns the clauses of the others.
    pub(super) fn met(&self, limit: usize) -> (Self, Vec<Bounds>) {
        let mut automaton = self.clone();
        let mut rest = vec![];
        for clause in self.bounds().chunk_by(|left, right| left.0 == right.0) {
            match automaton.clone().meeting(clause, Rounding::Exact, limit) {
                Some(met) => automaton = met,
                None => rest.push(clause.to_vec()),
            }
        }
        (automaton, rest)
    }

    /// The one sum that clauses bound, if there is no other: some may bound a multiple of it, or from below.
    pub(super) fn held(&self, clauses: &[Bounds]) -> Option<Held> {
        let mut bounds = vec![];
        for clause in clauses {
            let [(_, quantity, most)] = clause[..] else { return None };
            bounds.push((quantity, most));
        }
        let quantity = bounds.first()?.0;
        let mut held = Held { quantity, least: i64::MIN, most: self.extremes(quantity, i64::max)[0] };
        for (other, most) in bounds {
            let (own, times) = self.ratio(quantity, other)?;
            // own * sum <= times * most, where `times` is positive.
            let bound = i128::from(most) * i128::from(times);
            let own = i128::from(own);
            if own > 0 {
                held.most = held.most.min(i64::try_from(bound.div_euclid(own)).unwrap_or(i64::MAX));
            } else {
                let least = -bound.div_euclid(-own);
                held.least = held.least.max(i64::try_from(least).unwrap_or(i64::MAX));
            }
        }
        Some(held)
    }

    /// Two numbers of which the second is positive: on every edge, what a quantity weighs by the first is what another
    /// weighs by the second.
    fn ratio(&self, quantity: usize, other: usize) -> Option<(i64, i64)> {
        let edges = || self.states.iter().flat_map(|it| &it.edges).map(|it| (it.weights[quantity], it.weights[other]));
        let (one, other) = edges().find(|it| *it != (0, 0))?;
        let (own, times) = if one > 0 { (other, one) } else { (-other, -one) };
        let is_it = |(one, other)| i128::from(one) * i128::from(own) == i128::from(other) * i128::from(times);
        (own != 0 && times != 0 && edges().all(is_it)).then_some((own, times))
    }

    /// Folds what all paths from the first state to each weigh.
    pub(super) fn arrivals(&self, quantity: usize, choose: fn(i64, i64) -> i64) -> Vec<i64> {
        let mut sums: Vec<Option<i64>> = vec![None; self.states.len()];
        if let Some(first) = sums.first_mut() {
            *first = Some(0);
        }
        for (at, state) in self.states.iter().enumerate() {
            let Some(before) = sums[at] else { continue };
            for edge in &state.edges {
                let sum = before + edge.weights[quantity];
                let known = &mut sums[edge.target as usize];
                *known = Some(known.map_or(sum, |it| choose(it, sum)));
            }
        }
        sums.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn product(&self, bounds: &[Bound], limit: usize) -> Option<Self> {
        let start: Left = Some(bounds.iter().map(|it| Some(it.start)).collect());
        let mut keys: IndexSet<(u32, Left), FxBuildHasher> = IndexSet::from_iter([(0, start)]);
        let mut states: Vec<State> = vec![];
        let mut taken = 0;
        // Every state of a level comes before those of the next, as it did.
        while let Some((state, left)) = keys.get_index(states.len()).cloned() {
            let source = &self.states[state as usize];
            let mut edges = Vec::with_capacity(source.edges.len());
            for edge in &source.edges {
                let Some(after) = after(bounds, (state, edge), &left) else { continue };
                let (target, _) = keys.insert_full((edge.target, after));
                edges.push(Edge { target: target as u32, ..edge.clone() });
            }
            taken += source.room();
            if keys.len().max(taken) > limit {
                return None;
            }
            states.push(State { edges, ..source.unlinked() });
        }
        Some(Self { states, ..self.clone_without_states() }.with_last())
    }

    /// Folds what all paths from each state to the last one weigh.
    pub(crate) fn extremes(&self, quantity: usize, choose: fn(i64, i64) -> i64) -> Vec<i64> {
        let join = |it: &Edge, after| self.quantities[quantity].join(it.weights[quantity], after);
        let mut sums = vec![0; self.states.len()];
        for at in (0..self.states.len()).rev() {
            let ends = self.states[at].edges.iter().map(|it| join(it, sums[it.target as usize]));
            sums[at] = ends.reduce(choose).unwrap_or(0);
        }
        sums
    }
}

/// What is left behind an edge of a state; nothing where every bound is broken.
fn after(bounds: &[Bound], (source, edge): (u32, &Edge), left: &Left) -> Option<Left> {
    let Some(left) = left else { return Some(None) };
    let each = bounds.iter().zip(left);
    let after: Box<[Option<i64>]> = each.map(|(it, left)| it.after(source, edge, (*left)?)).collect();
    let is_met = |(it, left): (&Bound, &Option<i64>)| left.is_some_and(|left| it.is_met(edge.target, left));
    if bounds.iter().zip(&after).any(is_met) {
        return Some(None);
    }
    after.iter().any(Option::is_some).then_some(Some(after))
}
