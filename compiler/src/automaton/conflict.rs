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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Library,
        automaton::{Literal, Requirement, linear::Linear},
        compile,
        ir::{CostKind, ExprId},
    };

    /// Whether 300,000 parameters or more are seen to exclude so many macs or fewer.
    fn is_refused(most: i64) -> bool {
        // Twenty layers of 1,024, 9,216 or 25,600 weights, each used 64 times in the first ten and 16 times in the others.
        let text = "space Layers {
  input x: image[32, 8, 8]
  x -> for _ in 0..10 { conv(32, oneof [1, 3, 5]) }
    -> max_pool(2, stride: 2)
    -> for _ in 0..10 { conv(32, oneof [1, 3, 5]) }
    -> global_avg_pool() -> linear(10)
}";
        let compilation = compile(&Library(&[]), "main.nas", text);
        let space = &compilation.program.spaces["Layers"];
        let bound = |kind, factor, bound| {
            let linear = Linear { costs: vec![(kind, factor)], bound, ..Linear::default() };
            Requirement { condition: ExprId(0), clauses: Some(vec![vec![Literal::Bound(linear)]]) }
        };
        let bounds = vec![bound(CostKind::Params, -1, -300_000), bound(CostKind::Macs, 1, most)];
        Automaton::under(space, bounds).unwrap().is_in_conflict()
    }

    #[test]
    fn two_bounds_are_in_conflict_where_the_hull_is_beyond_them() {
        // With all weights of the last ten layers, 33,430 are missing beyond the least of the first: 64 macs for each.
        assert!(is_refused(6_891_199));
        assert!(!is_refused(6_891_200));
    }
}
