//! Whether nodes and edges exist under a region.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{
    interval::Intervals,
    region::{Layout, Region},
};
use crate::ir::{Expr, ExprId, Space, UnaryOp};

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
}

/// What a condition is about: a decision with few values or, behind all decisions, another condition, of which 0 is that it
/// fails and 1 that it holds.
pub(super) type Question = usize;

/// The answers that are possible under a region, one bit each.
pub(super) fn answers((layout, intervals): (&Layout, &Intervals), region: &Region, question: Question) -> u64 {
    match question.checked_sub(layout.len()) {
        None => layout.word(region, question),
        Some(expr) => match Presence::of(intervals.get(ExprId(expr as u32))) {
            Presence::Never => 0b01,
            Presence::Maybe => 0b11,
            Presence::Surely => 0b10,
        },
    }
}

/// A condition by what it asks: by question, ascending, the answers under which it holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts(pub(super) Vec<(Question, u64)>);

impl Parts {
    /// What some conditions ask together.
    pub(super) fn new((space, layout, intervals): (&Space, &Layout, &Intervals), conditions: &[ExprId]) -> Self {
        let mut parts = Self::default();
        let mut open = conditions.to_vec();
        while let Some(condition) = open.pop() {
            let other = |it: ExprId| layout.len() + it.0 as usize;
            match (space.exprs.get(condition), intervals.mask(layout, condition)) {
                (_, Some((decision, mask))) => parts.narrow(decision.0 as usize, mask),
                (Expr::All(all), None) => open.extend(all),
                (Expr::Const(value), None) if value.as_bool() == Some(true) => {}
                (Expr::Unary(UnaryOp::Not, operand), None) => parts.narrow(other(*operand), 0b01),
                _ => parts.narrow(other(condition), 0b10),
            }
        }
        parts
    }

    fn narrow(&mut self, question: Question, mask: u64) {
        match self.0.binary_search_by_key(&question, |it| it.0) {
            Ok(at) => self.0[at].1 &= mask,
            Err(at) => self.0.insert(at, (question, mask)),
        }
    }

    /// Asks for something else too.
    pub(super) fn meet(&mut self, other: &Self) {
        other.0.iter().for_each(|it| self.narrow(it.0, it.1));
    }

    /// Asks only for what one of two asks in any case.
    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().for_each(|it| it.1 |= other.mask(it.0));
        self.0.retain(|it| it.1 != u64::MAX);
    }

    /// The answers to a question under which it may hold.
    pub(super) fn mask(&self, question: Question) -> u64 {
        self.0.binary_search_by_key(&question, |it| it.0).map_or(u64::MAX, |at| self.0[at].1)
    }

    /// What is still asked where something else holds.
    pub(super) fn given(self, other: &Self) -> Given {
        let masks = self.0.into_iter().map(|(question, mask)| (question, mask, other.mask(question)));
        Given(masks.filter(|(_, mask, given)| given & !mask != 0 || given & mask == 0).collect())
    }
}

/// A condition where another one holds: by question, the answers under which this one holds, and those under which the
/// other does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Given(Vec<(Question, u64, u64)>);

impl Given {
    fn presence(&self, answers: impl Fn(Question) -> u64) -> Presence {
        let mut all = Presence::Surely;
        for (question, mask, given) in &self.0 {
            let possible = answers(*question) & given;
            if possible & mask == 0 {
                return Presence::Never;
            }
            if possible & !mask != 0 {
                all = Presence::Maybe;
            }
        }
        all
    }
}

/// Conditions where others hold, each once.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    all: IndexSet<Given, FxBuildHasher>,
    /// Whether each holds under the last region.
    presence: Vec<Presence>,
}

impl Conditions {
    /// The place of a condition.
    pub(super) fn place(&mut self, condition: Given) -> u32 {
        self.all.insert_full(condition).0 as u32
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nothing is asked.
    pub(super) fn is_certain(&self, place: u32) -> bool {
        self.all[place as usize].0.is_empty()
    }

    /// Finds out which may hold under a region.
    pub(super) fn learn(&mut self, answers: impl Fn(Question) -> u64) {
        self.presence.clear();
        self.presence.extend(self.all.iter().map(|it| it.presence(&answers)));
    }

    /// Whether one holds under the last region.
    pub(super) fn presence(&self, place: u32) -> Presence {
        self.presence[place as usize]
    }
}
