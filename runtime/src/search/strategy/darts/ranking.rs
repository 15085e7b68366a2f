//! Combinations of ranked values, the most probable first.

use std::{cmp::Ordering, collections::BinaryHeap};

/// The values of one decision, the most probable first, each with the logarithm of its probability.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ranking(Vec<(u32, f64)>);

impl Ranking {
    /// Ranks values; of equal ones the earlier is first.
    pub(super) fn new(values: impl Iterator<Item = (usize, f64)>) -> Self {
        let mut values: Vec<_> = values.map(|(at, it)| (at as u32, it)).collect();
        values.sort_by(|left, right| right.1.total_cmp(&left.1));
        Self(values)
    }

    /// How much less probable the value of a rank is than the first, as a logarithm.
    fn loss_of_rank(&self, rank: usize) -> f64 {
        match (self.0.first(), self.0.get(rank)) {
            (Some(first), Some(value)) => first.1 - value.1,
            _ => f64::INFINITY,
        }
    }

    /// How much less probable a value is than the first, as a logarithm.
    pub(super) fn loss(&self, value: u32) -> f64 {
        let rank = self.0.iter().position(|it| it.0 == value);
        rank.map_or(UNRANKED, |it| self.loss_of_rank(it))
    }
}

/// The loss of a value that is not ranked: more than any that is, and yet two are worse than one.
const UNRANKED: f64 = 1e6;

/// The rankings of all decisions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rankings(pub(super) Vec<Ranking>);

impl Rankings {
    /// All combinations, the most probable first. `active` says which decisions are made under some values; whether
    /// one is made must depend on earlier ones only. Decisions that are not made keep their first value.
    pub(super) fn in_order<F: Fn(&[u32]) -> Vec<bool>>(&self, active: F) -> InOrder<'_, F> {
        let first = Combination { loss: 0.0, ranks: vec![0; self.0.len()], last: 0 };
        InOrder { rankings: &self.0, active, open: BinaryHeap::from([first]) }
    }
}

/// A combination, by the rank of each value. The last rank that is not 0 is that of `last`.
#[derive(Debug, Clone, PartialEq)]
struct Combination {
    loss: f64,
    ranks: Vec<usize>,
    last: usize,
}

impl Eq for Combination {}

impl PartialOrd for Combination {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Combination {
    /// The largest is that with the least loss; of equal ones, that with the smaller ranks.
    fn cmp(&self, other: &Self) -> Ordering {
        other.loss.total_cmp(&self.loss).then_with(|| other.ranks.cmp(&self.ranks))
    }
}

/// Walks over combinations: each is followed by those that go one rank down in one decision that is made, at or after the
/// last in which it went down. So none comes twice: what is made up to there does not change any more.
#[derive(Debug)]
pub(super) struct InOrder<'a, F> {
    rankings: &'a [Ranking],
    active: F,
    open: BinaryHeap<Combination>,
}

impl<F: Fn(&[u32]) -> Vec<bool>> Iterator for InOrder<'_, F> {
    type Item = Vec<u32>;

    fn next(&mut self) -> Option<Vec<u32>> {
        let combination = self.open.pop()?;
        let value = |(ranking, rank): (&Ranking, &usize)| ranking.0.get(*rank).map_or(0, |it| it.0);
        let values: Vec<u32> = self.rankings.iter().zip(&combination.ranks).map(value).collect();
        let active = (self.active)(&values);
        for at in (combination.last..self.rankings.len()).filter(|it| active[*it]) {
            self.open.extend(combination.down(&self.rankings[at], at));
        }
        Some(values)
    }
}

impl Combination {
    /// The combination with the next value of one decision, if there is one.
    fn down(&self, ranking: &Ranking, at: usize) -> Option<Self> {
        let rank = self.ranks[at] + 1;
        if rank >= ranking.0.len() {
            return None;
        }
        let mut ranks = self.ranks.clone();
        ranks[at] = rank;
        let step = ranking.loss_of_rank(rank) - ranking.loss_of_rank(rank - 1);
        Some(Self { loss: self.loss + step, ranks, last: at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rankings() -> Rankings {
        let ranking = |it: &[f64]| Ranking::new(it.iter().map(|it: &f64| it.ln()).enumerate());
        Rankings(vec![ranking(&[0.2, 0.5, 0.3]), ranking(&[0.9, 0.1]), ranking(&[0.4, 0.6])])
    }

    fn loss(rankings: &Rankings, values: &[u32]) -> f64 {
        rankings.0.iter().zip(values).map(|(ranking, value)| ranking.loss(*value)).sum()
    }

    #[test]
    fn combinations_come_once_and_in_the_order_of_their_probability() {
        let rankings = rankings();
        let all: Vec<_> = rankings.in_order(|_| vec![true; 3]).collect();
        assert_eq!(all.len(), 12);
        assert_eq!(all[..3], [vec![1, 0, 1], vec![1, 0, 0], vec![2, 0, 1]]);
        for (at, pair) in all.windows(2).enumerate() {
            assert!(loss(&rankings, &pair[0]) <= loss(&rankings, &pair[1]) + 1e-12, "{at}");
            assert!(!all[..=at].contains(&pair[1]));
        }
    }

    #[test]
    fn decisions_that_are_not_made_are_not_varied() {
        let rankings = rankings();
        // The last decision is made only where the first is 1.
        let all: Vec<_> = rankings.in_order(|it| vec![true, true, it[0] == 1]).collect();
        assert_eq!(all.len(), 2 * 2 + 2 * 2);
        assert!(all.iter().all(|it| it[0] == 1 || it[2] == 1));
    }
}
