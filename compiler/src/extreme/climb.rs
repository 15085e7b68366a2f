//! Good architectures, found by changing one decision at a time.

use super::{
    End,
    region::Region,
    rough::Rough,
};
use crate::{
    automaton::{Automaton, Path},
    cost::cost_of,
    ir::{Assignment, CostKind, Evaluator, Space},
};

/// Where an end of a cost is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goal<'a> {
    pub(super) space: &'a Space,
    pub(super) automaton: &'a Automaton,
    pub(super) kind: CostKind,
    pub(super) end: End,
}

impl Goal<'_> {
    /// A cost as what is to be as small as can be.
    pub(super) fn sign(&self, cost: i64) -> i64 {
        if self.end == End::Least { cost } else { cost.saturating_neg() }
    }

    /// No architecture of a region has less; it may be told too small where it is no less than enough.
    pub(super) fn bound(&self, rough: &mut Rough<'_>, region: &Region, enough: Option<i64>) -> i64 {
        let enough = match (self.end, enough) {
            (End::Least, _) => i64::MAX,
            (End::Greatest, it) => it.map_or(0, |it| it.saturating_neg().max(0)),
        };
        let [least, most] = rough.cost(region, enough);
        if self.end == End::Least { least } else { most.saturating_neg() }
    }

    /// What an architecture costs.
    pub(super) fn cost(&self, assignment: &Assignment) -> i64 {
        let cost = cost_of(self.space, assignment, self.kind);
        self.sign(i64::try_from(cost).unwrap_or(i64::MAX))
    }
}

/// The best architecture so far, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Best {
    pub(super) path: Path,
    pub(super) cost: i64,
}

/// Changes one decision after another as long as that helps.
pub(super) fn climb(
    goal: Goal<'_>,
    rough: &mut Rough<'_>,
    start: Path,
    enough: i64,
    room: &mut usize,
    is_feasible: &dyn Fn(&Path) -> bool,
) -> Best {
    let mut best = Best { cost: goal.cost(&start.assignment), path: start };
    let mut rank = rank(goal, rough, &best.path.assignment);
    let mut made = self::made(goal.space, &best.path.assignment);
    let mut idle = 0;
    let mut decision = 0;
    let decisions = best.path.assignment.0.len();
    while idle < decisions && best.cost > enough {
        let mut is_better = false;
        for index in 0..rough.layout.size(decision) as u32 {
            let own = &best.path.assignment;
            if index == own.0[decision] || !made[decision] {
                continue;
            }
            let Some(left) = room.checked_sub(2 * rough.work()) else { return best };
            *room = left;
            let Some(path) = changed(goal, own, decision, index) else { continue };
            let found = self::rank(goal, rough, &path.assignment);
            if found < rank && is_feasible(&path) {
                rank = found;
                best = Best { cost: goal.cost(&path.assignment), path };
                made = self::made(goal.space, &best.path.assignment);
                is_better = true;
            }
        }
        idle = if is_better { 0 } else { idle + 1 };
        decision = (decision + 1) % decisions;
    }
    best
}

/// Whether each decision is made.
fn made(space: &Space, assignment: &Assignment) -> Vec<bool> {
    let mut evaluator = Evaluator::new(space, assignment);
    space.decisions.iter().map(|it| evaluator.holds(it.active)).collect()
}

/// The architecture with another value of one decision.
fn changed(goal: Goal<'_>, assignment: &Assignment, decision: usize, index: u32) -> Option<Path> {
    let choose = |at: usize| if at == decision { index } else { assignment.0[at] };
    let changed = Evaluator::assign(goal.space, |id, _| choose(id.0 as usize));
    goal.automaton.path_of(&changed)
}

/// What an architecture costs, and how far it is from costing less.
fn rank(goal: Goal<'_>, rough: &mut Rough<'_>, assignment: &Assignment) -> (i64, i64) {
    let region = rough.layout.only(assignment);
    let cost = goal.bound(rough, &region, Some(i64::MIN));
    (cost, goal.sign(rough.latent(&region)))
}
