//! Two bounds that no path meets together.
//!
//! If even the cheapest path by some weighing of two sums costs more than both bounds weighed alike, no path meets both: a
//! Lagrangian bound. The weighings that matter are those of the lower convex hull of all pairs of sums, so they are found
//! from its ends inwards, towards where the bounds are.

use super::Automaton;

/// What a path has of two quantities.
type Pair = [i64; 2];

impl Automaton {
    /// Returns whether it is certain that two of the bounds exclude each other. `false` may also mean that it is not known.
    pub(crate) fn is_in_conflict(&self) -> bool {
        let bounds = self.bounds();
        let alone = bounds.chunk_by(|left, right| left.0 == right.0).filter(|it| it.len() == 1);
        let alone: Vec<(usize, i64)> = alone.map(|it| (it[0].1, it[0].2)).collect();
        let pairs = alone.iter().enumerate().flat_map(|(at, first)| alone[at + 1..].iter().map(move |it| (first, it)));
        !self.is_empty()
            && pairs.into_iter().any(|(first, second)| self.excludes([first.0, second.0], [first.1, second.1]))
    }

    fn excludes(&self, quantities: [usize; 2], most: Pair) -> bool {
        // The path that is best by the first sum, and the one that is by the second.
        let mut ends = [[1, 0], [0, 1]].map(|it| self.cheapest(quantities, it).1);
        loop {
            let [left, right] = ends;
            let weighing = [left[1] - right[1], right[0] - left[0]];
            if weighing.iter().any(|it| *it <= 0) {
                return (0..2).any(|it| ends[it][it] > most[it]);
            }
            let (cost, found) = self.cheapest(quantities, weighing);
            if cost > weighed(most, weighing) {
                return true;
            }
            if cost == weighed(left, weighing) || (found[0] <= most[0] && found[1] <= most[1]) {
                return false;
            }
            ends[usize::from(found[0] > most[0])] = found;
        }
    }

    /// The least that a path costs by a weighing, and the sums of one that does.
    fn cheapest(&self, quantities: [usize; 2], weighing: Pair) -> (i128, Pair) {
        let mut best = vec![(0_i128, [0_i64; 2]); self.states.len()];
        for at in (0..self.states.len()).rev() {
            let ways = self.states[at].edges.iter().map(|edge| {
                let own = quantities.map(|it| edge.weights[it]);
                let (cost, sums) = best[edge.target as usize];
                (cost + weighed(own, weighing), [own[0] + sums[0], own[1] + sums[1]])
            });
            best[at] = ways.min().unwrap_or_default();
        }
        best.first().copied().unwrap_or_default()
    }
}

fn weighed(sums: Pair, weighing: Pair) -> i128 {
    (0..2).map(|it| i128::from(sums[it]) * i128::from(weighing[it])).sum()
}
