//! Whether nodes and edges exist under a region.

use super::{
    interval::Intervals,
    region::{Layout, Region},
};
use crate::ir::{Expr, ExprId, Node, Space};

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Never,
    Maybe,
    Surely,
}

impl Presence {
    pub(super) fn of([low, high]: [f64; 2]) -> Self {
        match (low >= 1.0, high >= 1.0) {
            (_, false) => Self::Never,
            (false, true) => Self::Maybe,
            (true, true) => Self::Surely,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Surely, Self::Surely) => Self::Surely,
            _ => Self::Maybe,
        }
    }
}

/// A condition as what it asks of single decisions, and the rest.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// By decision, ascending: the values under which it holds.
    pub(super) masks: Vec<(usize, u64)>,
    /// What else must hold.
    pub(super) rest: Vec<ExprId>,
}

impl Parts {
    pub(super) fn new(space: &Space, layout: &Layout, intervals: &Intervals, conditions: &[ExprId]) -> Self {
        let mut parts = Self::default();
        let mut open = conditions.to_vec();
        while let Some(condition) = open.pop() {
            match (space.exprs.get(condition), intervals.mask(layout, condition)) {
                (_, Some((decision, mask))) => parts.narrow(decision.0 as usize, mask),
                (Expr::All(all), None) => open.extend(all),
                (Expr::Const(value), None) if value.as_bool() == Some(true) => {}
                _ => parts.rest.push(condition),
            }
        }
        parts.rest.sort_unstable();
        parts.rest.dedup();
        parts
    }

    fn narrow(&mut self, decision: usize, mask: u64) {
        match self.masks.binary_search_by_key(&decision, |it| it.0) {
            Ok(at) => self.masks[at].1 &= mask,
            Err(at) => self.masks.insert(at, (decision, mask)),
        }
    }

    /// The values of a decision under which it may hold.
    fn mask(&self, decision: usize) -> u64 {
        self.masks.binary_search_by_key(&decision, |it| it.0).map_or(u64::MAX, |at| self.masks[at].1)
    }

    /// What is still asked where something else holds.
    fn given(self, other: &Self) -> Given {
        let masks = self.masks.into_iter().map(|(decision, mask)| (decision, mask, other.mask(decision)));
        let masks = masks.filter(|(_, mask, given)| given & !mask != 0 || given & mask == 0).collect();
        let rest = self.rest.into_iter().filter(|it| !other.rest.contains(it)).collect();
        Given { masks, rest }
    }
}

/// A condition where another one holds.
#[derive(Debug, Clone)]
pub(super) struct Given {
    /// A decision, the values under which this one holds, and those under which the other does.
    masks: Vec<(usize, u64, u64)>,
    rest: Vec<ExprId>,
}

impl Given {
    /// Whether an edge and what it comes from exist, given that the node exists that it leads to.
    pub(super) fn edge(
        (space, layout, intervals): (&Space, &Layout, &Intervals),
        node: &Parts,
        conditions: [ExprId; 2],
    ) -> Self {
        Parts::new(space, layout, intervals, &conditions).given(node)
    }

    pub(super) fn presence(&self, layout: &Layout, region: &Region, intervals: &Intervals) -> Presence {
        let mut all = Presence::Surely;
        for (decision, mask, given) in &self.masks {
            let taken = layout.word(region, *decision) & given;
            if taken & mask == 0 {
                return Presence::Never;
            }
            if taken & !mask != 0 {
                all = Presence::Maybe;
            }
        }
        self.rest.iter().fold(all, |all, it| all.and(Presence::of(intervals.get(*it))))
    }
}

/// The conditions under which a node exists.
pub(super) fn guard((space, layout, intervals): (&Space, &Layout, &Intervals), node: &Node) -> Parts {
    Parts::new(space, layout, intervals, &[node.guard])
}
