//! One sum, met in the middle.
//!
//! What is left of a bound may be too much to be told apart in every state. Yet on either half of the way paths have far
//! fewer sums than on the whole of it: the paths from the first state to those before the middle, and the paths from those
//! behind it to the last one, are tables of sums and of how many paths have each. A path is two halves whose sums fit
//! together (Horowitz and Sahni, "Computing partitions with applications to the knapsack problem", JACM 1974; here over the
//! paths of an automaton, those with the same sum counted together).

use num_traits::NumAssign;

use super::{
    Automaton,
    paths::Path,
    table::{Table, merged},
    ways::{Way, Ways},
};

/// A sum that paths are held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// The quantity that is summed.
    pub(super) quantity: usize,
    /// The least that it may be, what every architecture has left out.
    pub(super) least: i64,
    /// The most that it may be, likewise.
    pub(super) most: i64,
}

impl Held {
    /// What may still come where so much is known.
    pub(super) fn after(self, sum: i64) -> [i64; 2] {
        [self.least.saturating_sub(sum), self.most - sum]
    }
}

/// The paths of an automaton whose sum is within bounds, as halves.
#[derive(Debug, Clone)]
pub(super) struct Halves<N> {
    pub(super) held: Held,
    pub(super) ways: Ways,
    /// Where the second half begins among the states.
    pub(super) middle: usize,
    /// The sums of the paths from the first state to each before the middle.
    pub(super) before: Vec<Table<N>>,
    /// The sums of the paths from each behind the middle to the last one; each is counted with those that are less.
    pub(super) after: Vec<Table<N>>,
    /// By state from which a way leads over the middle, and by sum of its table: how many paths there are with it and all
    /// before it.
    ends: Vec<(usize, Vec<N>)>,
}

impl<N: NumAssign + PartialOrd + Clone> Halves<N> {
    /// Finds them; nothing if there are more than so many sums. `N` holds the number of all paths.
    pub(super) fn new(automaton: &Automaton, held: Held, limit: usize) -> Option<Self> {
        let ways = Ways::new(automaton, held.quantity);
        let mut builder = Builder::new(automaton, held);
        let (mut front, mut back) = (1, ways.states.len() - 1);
        let (mut ahead, mut behind) = (1, 1);
        // The half that is smaller grows.
        while front < back {
            let room = limit.checked_sub(ahead + behind)?;
            if ahead <= behind {
                ahead += builder.forward(&ways, ways.states[front], room)?;
                front += 1;
            } else {
                back -= 1;
                behind += builder.backward(&ways, ways.states[back], room)?;
            }
        }
        let Builder { before, mut after, .. } = builder;
        after.iter_mut().for_each(Table::accumulate);
        let middle = ways.states[front];
        Some(Self { held, ways, middle, before, after, ends: vec![] }.numbered())
    }

    /// Counts the paths by the first half.
    fn numbered(mut self) -> Self {
        let mut end = N::zero();
        for state in self.ways.states.iter().take_while(|it| **it < self.middle) {
            if self.crossing(*state).next().is_none() {
                continue;
            }
            let Table { sums, counts } = &self.before[*state];
            let mut follow = vec![N::zero(); sums.len()];
            for way in self.crossing(*state) {
                self.after[way.target].add(sums.iter().map(|it| self.held.after(it + way.weight)), &mut follow);
            }
            for (ways, count) in follow.iter_mut().zip(counts) {
                end += count.clone() * ways.clone();
                *ways = end.clone();
            }
            self.ends.push((*state, follow));
        }
        self
    }

    /// The ways from a state before the middle over it.
    pub(super) fn crossing(&self, state: usize) -> impl Iterator<Item = &Way> {
        self.ways.outgoing[state].iter().filter(|it| it.target >= self.middle)
    }

    /// How many paths there are.
    pub(super) fn count(&self) -> N {
        self.ends.iter().rev().find_map(|it| it.1.last().cloned()).unwrap_or_else(N::zero)
    }

    /// The path with a number, which exists.
    pub(super) fn get(&self, automaton: &Automaton, number: N) -> Path {
        let mut path = automaton.start();
        let mut before = N::zero();
        for (state, ends) in &self.ends {
            let at = ends.partition_point(|it| *it <= number);
            if let Some(it) = at.checked_sub(1) {
                before = ends[it].clone();
            }
            if at < ends.len() {
                let Table { sums, counts } = &self.before[*state];
                let number = number - before;
                let count = counts[at].clone();
                self.first_half(automaton, (*state, sums[at]), number.clone() % count.clone(), &mut path);
                self.second_half(automaton, (*state, self.held.after(sums[at])), number / count, &mut path);
                break;
            }
        }
        path
    }

    /// Takes a path from the first state to another, of those with a sum the one with a number.
    fn first_half(&self, automaton: &Automaton, (mut state, mut sum): (usize, i64), mut number: N, path: &mut Path) {
        while state > 0 {
            for way in &self.ways.incoming[state] {
                let before = sum - way.weight;
                let count = self.before[way.source].of(before);
                if number < count {
                    way.take(automaton, path);
                    (state, sum) = (way.source, before);
                    break;
                }
                number -= count;
            }
        }
    }

    /// Takes a path from a state to the last one, of those with a sum between two numbers the one with a number.
    fn second_half(
        &self,
        automaton: &Automaton,
        (mut state, mut left): (usize, [i64; 2]),
        mut number: N,
        path: &mut Path,
    ) {
        while state + 1 < automaton.states.len() {
            for way in self.ways.outgoing[state].iter().filter(|it| it.target >= self.middle) {
                let after = left.map(|it| it.saturating_sub(way.weight));
                let count = self.after[way.target].between(after);
                if number < count {
                    way.take(automaton, path);
                    (state, left) = (way.target, after);
                    break;
                }
                number -= count;
            }
        }
    }
}

/// Makes the tables.
struct Builder<N> {
    held: Held,
    before: Vec<Table<N>>,
    after: Vec<Table<N>>,
    /// The least and the greatest sum from the first state to each, and from each to the last one.
    extents: [Vec<[i64; 2]>; 2],
}

impl<N: NumAssign + Clone> Builder<N> {
    fn new(automaton: &Automaton, held: Held) -> Self {
        let behind = [automaton.extremes(held.quantity, i64::min), automaton.extremes(held.quantity, i64::max)];
        let ahead = [automaton.arrivals(held.quantity, i64::min), automaton.arrivals(held.quantity, i64::max)];
        let extents = [ahead, behind].map(|[least, most]| least.into_iter().zip(most).map(Into::into).collect());
        let states = automaton.states.len();
        let (mut before, mut after) = (vec![Table::empty(); states], vec![Table::empty(); states]);
        before[0] = Table::one();
        after[states - 1] = Table::one();
        Self { held, before, after, extents }
    }

    /// Makes the table of a state from those before it; returns its size.
    fn forward(&mut self, ways: &Ways, state: usize, room: usize) -> Option<usize> {
        let part = |it: &Way| (&self.before[it.source], it.weight);
        let useful = self.useful(self.extents[1][state]);
        self.before[state] = merged(ways.incoming[state].iter().map(part), useful, room)?;
        Some(self.before[state].sums.len())
    }

    /// Makes the table of a state from those behind it; returns its size.
    fn backward(&mut self, ways: &Ways, state: usize, room: usize) -> Option<usize> {
        let part = |it: &Way| (&self.after[it.target], it.weight);
        let useful = self.useful(self.extents[0][state]);
        self.after[state] = merged(ways.outgoing[state].iter().map(part), useful, room)?;
        Some(self.after[state].sums.len())
    }

    /// The sums of one half that some other half fits, given the least and the most of those.
    fn useful(&self, [least, most]: [i64; 2]) -> [i64; 2] {
        [self.held.least.saturating_sub(most), self.held.most - least]
    }
}
