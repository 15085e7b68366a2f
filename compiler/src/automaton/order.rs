//! The order in which decisions are gone through.
//!
//! The fewer diagrams are open at once, touched by some of their decisions but not by all, the fewer states there are. So
//! of the diagrams that are open the one that lacks the fewest decisions is completed next, and a new one is begun only
//! when none is open. What says whether a decision is made comes before it.

use std::collections::BTreeSet;

use crate::ir::DecisionId;

/// Whether it is still untouched, how many decisions it lacks, and its number.
type Rank = (bool, usize, usize);

/// Orders decisions by the sets of them that belong together; `before` are those that must precede each.
pub(super) fn order(before: &[Vec<DecisionId>], sets: &[Vec<DecisionId>]) -> Vec<DecisionId> {
    let mut members = vec![vec![]; before.len()];
    for (at, set) in sets.iter().enumerate() {
        set.iter().for_each(|it| members[it.0 as usize].push(at));
    }
    let missing: Vec<usize> = sets.iter().map(Vec::len).collect();
    let ranks = missing.iter().enumerate().map(|(at, missing)| (true, *missing, at)).collect();
    let placed = vec![false; before.len()];
    let mut orderer = Orderer { before, members, sizes: missing.clone(), missing, ranks, placed, order: vec![] };
    while let Some((_, _, next)) = orderer.ranks.first().copied() {
        orderer.ranks.remove(&orderer.rank(next));
        sets[next].iter().for_each(|it| orderer.place(*it));
    }
    (0..before.len()).for_each(|it| orderer.place(DecisionId(it as u32)));
    orderer.order
}

struct Orderer<'a> {
    before: &'a [Vec<DecisionId>],
    /// The sets that each decision is a member of.
    members: Vec<Vec<usize>>,
    sizes: Vec<usize>,
    /// How many decisions each set lacks.
    missing: Vec<usize>,
    /// The sets that are not complete.
    ranks: BTreeSet<Rank>,
    placed: Vec<bool>,
    order: Vec<DecisionId>,
}

impl Orderer<'_> {
    fn rank(&self, set: usize) -> Rank {
        (self.missing[set] == self.sizes[set], self.missing[set], set)
    }

    /// Places a decision behind those that must precede it.
    fn place(&mut self, decision: DecisionId) {
        let at = decision.0 as usize;
        if std::mem::replace(&mut self.placed[at], true) {
            return;
        }
        let before = self.before;
        for it in &before[at] {
            stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.place(*it));
        }
        self.order.push(decision);
        for set in std::mem::take(&mut self.members[at]) {
            let waits = self.ranks.remove(&self.rank(set));
            self.missing[set] -= 1;
            if waits && self.missing[set] > 0 {
                self.ranks.insert(self.rank(set));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(before: &[&[u32]], sets: &[&[u32]]) -> Vec<u32> {
        let ids = |it: &&[u32]| it.iter().copied().map(DecisionId).collect::<Vec<_>>();
        let before: Vec<_> = before.iter().map(ids).collect();
        order(&before, &sets.iter().map(ids).collect::<Vec<_>>()).into_iter().map(|it| it.0).collect()
    }

    #[test]
    fn what_belongs_together_stands_together() {
        // A chain of widths, 0 to 2, and a kernel of each layer, 3 to 5.
        let sets: &[&[u32]] = &[&[0, 3], &[0, 1, 4], &[1, 2, 5]];
        let free = &[&[] as &[u32]; 6];
        assert_eq!(ordered(free, sets), [0, 3, 1, 4, 2, 5]);
    }

    #[test]
    fn what_decides_whether_a_decision_is_made_comes_first() {
        assert_eq!(ordered(&[&[], &[], &[1]], &[&[2]]), [1, 2, 0]);
    }
}
