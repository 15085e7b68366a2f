//! Good architectures, found by changing one decision at a time.

use super::{End, region::Region, rough::Rough};
use crate::{
    automaton::{Automaton, Path},
    cost::cost_of,
    ir::{Assignment, CostKind, Evaluator, Space},
};

/// Which end of which cost is looked for, and among which architectures.
#[derive(Clone, Copy)]
pub(super) struct Goal<'a> {
    pub(super) space: &'a Space,
    pub(super) automaton: &'a Automaton,
    pub(super) kind: CostKind,
    pub(super) end: End,
    pub(super) is_feasible: &'a dyn Fn(&Path) -> bool,
}

impl Goal<'_> {
    /// A cost as what is to be as small as can be.
    pub(super) fn sign(&self, cost: i64) -> i64 {
        if self.end == End::Least { cost } else { cost.saturating_neg() }
    }

    /// No architecture of a region has less. Where nothing less than enough is of interest, it may be told larger than it
    /// is, up to there.
    pub(super) fn bound(&self, rough: &mut Rough<'_>, region: &Region, enough: Option<i64>) -> i64 {
        let bound = self.roughly(rough, region, enough);
        if enough.is_some_and(|it| bound >= it) {
            return bound;
        }
        rough.dual(region).map_or(bound, |it| it.max(bound))
    }

    /// As [`Self::bound`], without a closer look at sums.
    fn roughly(&self, rough: &mut Rough<'_>, region: &Region, enough: Option<i64>) -> i64 {
        let enough = match (self.end, enough) {
            (End::Least, _) => i64::MAX,
            (End::Greatest, it) => it.map_or(0, |it| it.saturating_neg().max(0)),
        };
        let [least, most] = rough.cost(region, enough);
        if self.end == End::Least { least } else { most.saturating_neg() }
    }

    /// What an architecture costs.
    fn cost(&self, assignment: &Assignment) -> i64 {
        let cost = cost_of(self.space, assignment, self.kind);
        self.sign(i64::try_from(cost).unwrap_or(i64::MAX))
    }
}

/// A good architecture, and what it costs.
#[derive(Debug, Clone)]
pub(super) struct Best {
    pub(super) path: Path,
    pub(super) cost: i64,
}

impl Best {
    pub(super) fn new(goal: Goal<'_>, path: Path) -> Self {
        Self { cost: goal.cost(&path.assignment), path }
    }
}

/// Changes one decision after another as long as that helps, the cost is not yet enough, and there is room for the work.
pub(super) fn climb(goal: Goal<'_>, rough: &mut Rough<'_>, start: Path, enough: i64, room: &mut usize) -> Best {
    let mut best = Best::new(goal, start);
    let mut rank = rank(goal, rough, &best.path.assignment);
    let mut made = made(goal.space, &best.path.assignment);
    let (mut decision, mut idle) = (0, 0);
    while idle < made.len() && best.cost > enough {
        idle += 1;
        for index in 0..rough.layout.size(decision) as u32 {
            if !made[decision] || index == best.path.assignment.0[decision] {
                continue;
            }
            let Some(left) = room.checked_sub(2 * rough.work()) else { return best };
            *room = left;
            let Some(path) = changed(goal, &best.path.assignment, (decision, index)) else { continue };
            let found = self::rank(goal, rough, &path.assignment);
            if found < rank && (goal.is_feasible)(&path) {
                rank = found;
                best = Best::new(goal, path);
                made = self::made(goal.space, &best.path.assignment);
                idle = 0;
            }
        }
        decision = (decision + 1) % made.len();
    }
    best
}

/// Whether each decision is made.
fn made(space: &Space, assignment: &Assignment) -> Vec<bool> {
    let mut evaluator = Evaluator::new(space, assignment);
    space.decisions.iter().map(|it| evaluator.holds(it.active)).collect()
}

/// The architecture in which one decision takes another value.
fn changed(goal: Goal<'_>, assignment: &Assignment, (decision, index): (usize, u32)) -> Option<Path> {
    let choose = |at: usize| if at == decision { index } else { assignment.0[at] };
    goal.automaton.path_of(&Evaluator::assign(goal.space, |id, _| choose(id.0 as usize)))
}

/// What an architecture costs, and how close it is to costing less.
fn rank(goal: Goal<'_>, rough: &mut Rough<'_>, assignment: &Assignment) -> (i64, i64) {
    let region = rough.layout.only(assignment);
    // Of one architecture both ends are the same at once.
    let cost = goal.roughly(rough, &region, Some(i64::MIN));
    (cost, goal.sign(rough.latent(&region)))
}
