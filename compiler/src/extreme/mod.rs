//! The least and the greatest cost where paths do not tell it: a search through the decisions.
//!
//! Once some decisions are made, what everything else may cost lies between two bounds (`rough`). The paths of an
//! automaton are begun in the order of these, so that the first one that is complete and feasible has the least cost of all:
//! best-first branch and bound (Hart, Nilsson and Raphael 1968). It gives up after so much work, and then still tells what
//! no architecture goes beyond.

mod rough;

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    automaton::{Automaton, Path, Prefix},
    ir::{CostKind, Space},
};
use rough::Rough;

/// How many expressions, nodes and edges are looked at.
const WORK: usize = 100_000_000;

/// How many beginnings of paths are looked at, however small the space is.
const BEGUN: usize = 200_000;

/// An end of what architectures cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// What is known of an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extreme {
    /// This architecture has it.
    Of(Path),
    /// No architecture goes beyond so much; it is not known whether one reaches it.
    Within(u64),
    /// There is no architecture.
    None,
}

/// Looks for an end of a cost among the paths of an automaton that are feasible.
pub(crate) fn extreme(
    space: &Space,
    automaton: &Automaton,
    (kind, end): (CostKind, End),
    is_feasible: impl Fn(&Path) -> bool,
) -> Extreme {
    let mut bounds = Bounds::new(space, automaton, (kind, end));
    let edges: usize = space.nodes.iter().map(|it| it.inputs.len()).sum();
    let mut room = (WORK / (space.exprs.len() + space.nodes.len() + edges).max(1)).min(BEGUN);
    let mut begun: Vec<Prefix> = vec![];
    // Of those that may cost as little, the longest comes first.
    let mut open = BinaryHeap::new();
    let mut next: Vec<Prefix> = automaton.begin().into_iter().collect();
    loop {
        for prefix in next {
            open.push((Reverse(bounds.of(&prefix)), prefix.length, begun.len()));
            begun.push(prefix);
        }
        let Some((Reverse(bound), _, at)) = open.pop() else { return Extreme::None };
        let prefix = &begun[at];
        if let Some(path) = automaton.ended(prefix) {
            if is_feasible(&path) {
                return Extreme::Of(path);
            }
            next = vec![];
            continue;
        }
        next = automaton.continued(prefix);
        if next.len() > room {
            return Extreme::Within(bound.unsigned_abs());
        }
        room -= next.len();
    }
}

/// What paths with a beginning cost at least; turned around where the greatest is looked for.
struct Bounds<'a> {
    automaton: &'a Automaton,
    kind: CostKind,
    end: End,
    /// The position of the cost, and what paths from each state weigh, where they tell it.
    told: Option<(usize, Vec<i64>)>,
    rough: Rough<'a>,
}

impl<'a> Bounds<'a> {
    fn new(space: &'a Space, automaton: &'a Automaton, (kind, end): (CostKind, End)) -> Self {
        let choose = if end == End::Least { i64::min } else { i64::max };
        let told = automaton.position(kind).map(|it| (it, automaton.extremes(it, choose)));
        Self { automaton, kind, end, told, rough: Rough::new(space) }
    }

    fn of(&mut self, prefix: &Prefix) -> i64 {
        let [least, most] = match &self.told {
            Some((quantity, behind)) => [self.automaton.weight(prefix, *quantity, behind); 2],
            None => self.rough.cost(self.kind, &prefix.taken),
        };
        if self.end == End::Least { least } else { most.saturating_neg() }
    }
}
