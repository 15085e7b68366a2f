//! Paths begun in the order of what they cost at least, so that the first one that is complete and feasible is the best:
//! best-first branch and bound (Hart, Nilsson and Raphael 1968). It never leaves what lies on paths, so it is quick where
//! constraints leave few.

use std::{cmp::Reverse, collections::BinaryHeap};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    climb::{Best, Goal},
    region::Region,
    rough::Rough,
};
use crate::automaton::Prefix;

/// How many beginnings of paths are looked at, however small the space is.
const BEGUN: usize = 200_000;

/// What a search finds.
pub(super) enum Found {
    /// The best architecture, if there is any.
    Best(Option<Best>),
    /// No architecture is better than this.
    Bound(i64),
}

/// Begins paths until one is the best, given a good architecture, or the work is done.
pub(super) fn search(goal: Goal<'_>, rough: &mut Rough<'_>, best: Option<&Best>, work: usize) -> Found {
    let mut begun: Vec<Prefix> = vec![];
    // Complete ones that cost more than the bound said.
    let mut complete: IndexMap<usize, Best, FxBuildHasher> = IndexMap::default();
    // Of those that may cost as little, the longest comes first.
    let mut open = BinaryHeap::new();
    let mut next: Vec<Prefix> = goal.automaton.begin().into_iter().collect();
    let mut room = work;
    loop {
        for prefix in next {
            let bound = goal.bound(rough, &region(rough, &prefix), best.map(|it| it.cost));
            room = room.saturating_sub(rough.work() + rough.extra());
            open.push((Reverse(bound), prefix.length, begun.len()));
            begun.push(prefix);
        }
        let Some((Reverse(bound), _, at)) = open.pop() else { return Found::Best(best.cloned()) };
        if let Some(best) = best.filter(|it| bound >= it.cost) {
            return Found::Best(Some(best.clone()));
        }
        if let Some(found) = complete.get(&at) {
            return Found::Best(Some(found.clone()));
        }
        if room == 0 || begun.len() > BEGUN {
            return Found::Bound(bound);
        }
        next = match goal.automaton.ended(&begun[at]) {
            None => goal.automaton.continued(&begun[at]),
            Some(path) if (goal.is_feasible)(&path) => {
                let found = Best::new(goal, path);
                if found.cost <= bound {
                    return Found::Best(Some(found));
                }
                open.push((Reverse(found.cost), begun[at].length, at));
                complete.insert(at, found);
                vec![]
            }
            Some(_) => vec![],
        };
    }
}

/// The architectures with a beginning.
fn region(rough: &Rough<'_>, prefix: &Prefix) -> Region {
    let mut region = rough.layout.all();
    for (decision, index) in prefix.taken.iter().enumerate() {
        if let Some(index) = index {
            rough.layout.set(&mut region, decision, *index);
        }
    }
    region
}
