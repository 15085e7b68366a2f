//! Whether any architecture meets all constraints.
//!
//! Constraints over decisions are decided exactly, and so are one on memory or connection and a bound of a sum of costs;
//! several such bounds up to a rounding. For others the architectures are gone through one by one until one meets them all; a space with more than
//! [`ENUMERATED`] architectures is left to sampling.

use indexmap::IndexSet;
use nas_grammar::{Diagnostic, Diagnostics, codes};

use super::errors;
use crate::{
    automaton::{Automaton, Path},
    cost::{Costs, costs},
    diagram::TooEntangled,
    feasible::{Superset, is_surely_empty},
    ir::{Assignment, CostKind, Expr, Space},
};

/// The most architectures that are gone through.
const ENUMERATED: u32 = 20_000;

/// The least and the greatest of a cost.
pub(super) type Extent = (CostKind, u64, u64);

/// Reports constraints that no architecture meets: a smallest set of them.
///
/// Returns what constraints leave of the space, as far as it was found on the way.
pub(super) fn check(space: &Space, diagnostics: &mut Diagnostics) -> Option<Superset> {
    if space.constraints.is_empty() {
        return None;
    }
    let superset = Superset::new(space).ok();
    match unmet(space, superset.as_ref()) {
        Ok(None) => {}
        Ok(Some(diagnostic)) => diagnostics.push(diagnostic),
        Err(TooEntangled) => diagnostics.push(errors::too_entangled(space.constraints[0].span)),
    }
    superset
}

fn unmet(space: &Space, superset: Option<&Superset>) -> Result<Option<Diagnostic>, TooEntangled> {
    match superset {
        Some(superset) if superset.within.is_empty() => return conflict(space).map(Some),
        None if Automaton::over_decisions(space)?.is_empty() => return over_decisions(space).map(Some),
        _ => {}
    }
    let Some(all) = enumerate(space)? else { return Ok(None) };
    over_costs(space, &all).map(Some)
}

/// A smallest set of constraints that exclude every architecture, with the range that the costs that they bound have
/// over all architectures.
fn conflict(space: &Space) -> Result<Diagnostic, TooEntangled> {
    let kept = needed((0..space.constraints.len()).collect(), |it| Ok(is_surely_empty(&with_only(space, it))))?;
    Ok(errors::unsatisfiable(space, &kept, &extents(space, &kept)))
}

/// The ranges over all architectures of the costs that constraints mention.
pub(super) fn extents(space: &Space, constraints: &[usize]) -> Vec<Extent> {
    let range = |kind| {
        let all = Automaton::unconstrained(space, &[kind]).ok()?;
        let at = all.position(kind)?;
        let sum = |it: Option<Path>| it.map(|it| it.sums[at] as u64);
        Some((sum(all.least(at))?, sum(all.greatest(at))?))
    };
    ranges(space, constraints, range)
}

/// As [`conflict`], where bounds of sums tie too many decisions together.
fn over_decisions(space: &Space) -> Result<Diagnostic, TooEntangled> {
    let is_empty = |it: &[usize]| Ok(Automaton::over_decisions(&with_only(space, it))?.is_empty());
    let kept = needed((0..space.constraints.len()).collect(), is_empty)?;
    Ok(errors::unsatisfiable(space, &kept, &extents(space, &kept)))
}

/// Leaves out each constraint without which the others suffice all the same.
pub(super) fn needed(
    mut kept: Vec<usize>,
    mut suffice: impl FnMut(&[usize]) -> Result<bool, TooEntangled>,
) -> Result<Vec<usize>, TooEntangled> {
    for constraint in kept.clone() {
        let without: Vec<usize> = kept.iter().copied().filter(|it| *it != constraint).collect();
        if suffice(&without)? {
            kept = without;
        }
    }
    Ok(kept)
}

/// The space with some of its constraints.
pub(super) fn with_only(space: &Space, constraints: &[usize]) -> Space {
    Space { constraints: constraints.iter().map(|it| space.constraints[*it].clone()).collect(), ..space.clone() }
}

/// What each architecture costs and which constraints it meets; nothing once one meets them all, or where there are
/// too many architectures.
fn enumerate(space: &Space) -> Result<Option<Vec<Outcome>>, TooEntangled> {
    let architectures = Automaton::unconstrained(space, &[])?;
    if architectures.count() > ENUMERATED.into() {
        return Ok(None);
    }
    let mut outcomes = vec![];
    for assignment in architectures.assignments() {
        let outcome = Outcome::of(space, &assignment);
        if outcome.met.iter().all(|it| *it) {
            return Ok(None);
        }
        outcomes.push(outcome);
    }
    Ok(Some(outcomes))
}

/// One architecture.
struct Outcome {
    /// Whether it meets each constraint.
    met: Vec<bool>,
    costs: Vec<(CostKind, u64)>,
}

impl Outcome {
    fn of(space: &Space, assignment: &Assignment) -> Self {
        let Costs { mut evaluator, values } = costs(space, assignment);
        let met = space.constraints.iter().map(|it| evaluator.holds(it.condition)).collect();
        Self { met, costs: values }
    }
}

/// A smallest set of constraints that no architecture meets together, with the range of every cost they mention.
fn over_costs(space: &Space, all: &[Outcome]) -> Result<Diagnostic, TooEntangled> {
    let is_empty = |kept: &[usize]| Ok(!all.iter().any(|outcome| kept.iter().all(|it| outcome.met[*it])));
    let kept = needed((0..space.constraints.len()).collect(), is_empty)?;
    let range = |kind| {
        let values = all.iter().filter_map(|it| it.costs.iter().find(|it| it.0 == kind)).map(|it| it.1);
        Some((values.clone().min()?, values.max()?))
    };
    Ok(errors::unsatisfiable(space, &kept, &ranges(space, &kept, range)))
}

/// The range of every cost that constraints mention, each once.
fn ranges(space: &Space, constraints: &[usize], range: impl Fn(CostKind) -> Option<(u64, u64)>) -> Vec<Extent> {
    let kinds: IndexSet<CostKind> = constraints.iter().flat_map(|it| kinds(space, *it)).collect();
    kinds.into_iter().filter_map(|kind| range(kind).map(|(least, most)| (kind, least, most))).collect()
}

/// The costs as built that a constraint mentions.
fn kinds(space: &Space, constraint: usize) -> Vec<CostKind> {
    let mentioned = space.exprs.within(space.constraints[constraint].condition);
    let as_built = |it: &Expr| match it {
        Expr::Cost(kind, crate::ir::Built::AsBuilt) => Some(*kind),
        _ => None,
    };
    mentioned.filter_map(as_built).collect()
}

/// The code: one constraint alone, or several together.
pub(super) fn code(conflict: &[usize]) -> &'static nas_grammar::Code {
    if conflict.len() == 1 { &codes::UNSATISFIABLE } else { &codes::CONFLICTING_CONSTRAINTS }
}
