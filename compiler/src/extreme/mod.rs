//! The least and the greatest cost where paths do not tell it: a search through the decisions.
//!
//! A region of architectures says what each decision may still take; what they cost lies between two bounds (`rough`).
//! A sum may have a closer bound that suggests where it is reached (`dual`). Otherwise good architectures are found first
//! (`climb`). Where one reaches the bound of all, that is the end. If none does, paths are begun for a while, the best
//! bound first (`begun`), and then regions are looked for in which nothing is better, until they cover everything
//! (`cover`). The search gives up after so much work, and then still tells what no architecture goes beyond.

mod begun;
mod climb;
mod cover;
mod depth;
mod dual;
mod exclusive;
mod hull;
mod interval;
mod memory;
mod presence;
mod region;
mod rough;
mod uses;

use crate::{
    automaton::{Automaton, Path},
    ir::{CostKind, Space},
};
use begun::{Found, search};
use climb::{Best, Goal, climb};
use cover::Cover;
use dual::Dual;
use region::{Layout, Region};
use rough::Rough;

/// How many expressions, nodes and edges are looked at while regions are covered.
const WORK: usize = 1_500_000_000;

/// How many while good architectures are looked for.
const CLIMB: usize = 120_000_000;

/// How many while paths are begun in order.
const BEGIN: usize = 60_000_000;

/// After how many starts that lead to nothing better no further one is tried.
const IDLE: usize = 3;

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

/// Looks for an end of a cost among the paths of an automaton that are feasible, from some of them on.
pub(crate) fn extreme(
    space: &Space,
    automaton: &Automaton,
    (kind, end): (CostKind, End),
    starts: impl Iterator<Item = Path>,
    is_feasible: impl Fn(&Path) -> bool,
) -> Extreme {
    let goal = Goal { space, automaton, kind, end, is_feasible: &is_feasible };
    let layout = Layout::new(space);
    let all = layout.all();
    let dual = Dual::new((space, &layout), kind, end);
    let suggested = dual.as_ref().and_then(|it| automaton.path_along(&it.preferred(&layout)?));
    let suggested = suggested.filter(|it| is_feasible(it)).map(|it| Best::new(goal, it));
    if let (Some(dual), Some(best)) = (&dual, &suggested)
        && best.cost <= dual.bound(&layout, &all)
    {
        return Extreme::Of(best.path.clone());
    }
    let mut rough = Rough::new(space, kind, dual);
    let bound = goal.bound(&mut rough, &all, None);
    let best = good(goal, &mut rough, (&all, bound), suggested.map(|it| it.path).into_iter().chain(starts));
    if let Some(best) = best.as_ref().filter(|it| it.cost <= bound) {
        return Extreme::Of(best.path.clone());
    }
    let bound = match search(goal, &mut rough, best.as_ref(), BEGIN) {
        Found::Best(best) => return best.map_or(Extreme::None, |it| Extreme::Of(it.path)),
        Found::Bound(further) => further.max(bound),
    };
    let mut cover = Cover::new(goal, rough, best, WORK);
    match (cover.run(), cover.best) {
        (true, Some(best)) => Extreme::Of(best.path),
        (true, None) => Extreme::None,
        (false, _) => Extreme::Within(bound.unsigned_abs()),
    }
}

/// The best architecture that is found by small changes, from what the bound of all suggests and from some starts on.
fn good(
    goal: Goal<'_>,
    rough: &mut Rough<'_>,
    (all, bound): (&Region, i64),
    starts: impl Iterator<Item = Path>,
) -> Option<Best> {
    let preferred = rough.preferred(all, goal.end);
    let first = vec![Some(0); preferred.len()];
    let suggested = [preferred, first].into_iter().filter_map(|it| goal.automaton.path_along(&it));
    let mut best: Option<Best> = None;
    let mut room = CLIMB;
    let mut idle = 0;
    for start in suggested.chain(starts).filter(|it| (goal.is_feasible)(it)) {
        let found = climb(goal, rough, start, bound, &mut room);
        idle += 1;
        if best.as_ref().is_none_or(|it| found.cost < it.cost) {
            best = Some(found);
            idle = 0;
        }
        if idle >= IDLE || best.as_ref().is_some_and(|it| it.cost <= bound) {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests;
