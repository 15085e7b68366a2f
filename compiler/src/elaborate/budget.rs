//! Elaboration always ends: how much of it there may be.

use nas_grammar::Span;

/// How deep definitions may apply each other.
pub(super) const DEPTH: usize = 200;
/// How many expressions may be evaluated.
const STEPS: u64 = 1_000_000;
/// How many nodes a space may have.
pub(super) const NODES: usize = 500_000;

/// What was spent.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) steps: u64,
    /// Where the open applications of definitions stand.
    pub(super) calls: Vec<Span>,
    /// The open loops, and how many turns each takes.
    pub(super) loops: Vec<(Span, u64)>,
    pub(super) exhausted: bool,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { steps: 0, calls: vec![], loops: vec![], exhausted: false }
    }

    /// Spends steps; false once too many are spent.
    pub(super) fn spend(&mut self, steps: u64, nodes: usize) -> bool {
        self.steps = self.steps.saturating_add(steps);
        self.steps <= STEPS && nodes <= NODES
    }

    /// Returns the open loop or application that is most to blame: the loop with most turns, else the outermost call.
    pub(super) fn culprit(&self) -> Option<(Span, u64)> {
        let busiest = self.loops.iter().max_by_key(|it| it.1).copied();
        busiest.or_else(|| self.calls.first().map(|it| (*it, 0)))
    }
}
