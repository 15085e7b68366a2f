//! Laws of warnings: what is said to be in vain is so by brute force, and nothing of it is missed.

use nas_compiler::{
    Compilation,
    cost::is_feasible,
    feasible::Superset,
    ir::{Assignment, Evaluator, Space},
};
use nas_tests::brute;

use crate::Failure;

/// What no path takes no feasible architecture takes; under at most one bound, and without constraints that are none, the
/// reverse holds too.
pub(crate) fn untaken_values_are_infeasible(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let superset = Superset::new(space).map_err(|_| "too entangled")?;
    let expected = taken(space, all.iter().filter(|it| is_feasible(space, it)));
    let is_exact = superset.within.is_complete() && superset.within.bounded() <= 1;
    for (at, (found, expected)) in superset.within.taken().iter().zip(&expected).enumerate() {
        let found = |it: usize| found.get(it).copied().unwrap_or(false);
        let differs = |it: &usize| if is_exact { found(*it) != expected[*it] } else { !found(*it) && expected[*it] };
        if let Some(value) = (0..expected.len()).find(differs) {
            let path = &space.decisions[at].path;
            return Err(format!("value {value} of {path}: found {}, brute force {}", found(value), expected[value]));
        }
    }
    Ok(())
}

/// By decision, whether some architecture takes each value.
fn taken<'a>(space: &Space, all: impl Iterator<Item = &'a Assignment>) -> Vec<Vec<bool>> {
    let mut taken: Vec<Vec<bool>> = space.decisions.iter().map(|it| vec![false; it.domain.size()]).collect();
    for assignment in all {
        let mut evaluator = Evaluator::new(space, assignment);
        for (at, decision) in space.decisions.iter().enumerate() {
            if evaluator.holds(decision.active) {
                taken[at][assignment.0[at] as usize] = true;
            }
        }
    }
    taken
}

/// A constraint that is said to hold always does so in every assignment; one that is not said to, and is no open
/// condition, is broken by some.
pub(crate) fn idle_constraints_exclude_nothing(compilation: &Compilation, limit: u64) -> Result<(), Failure> {
    for space in compilation.program.spaces.values() {
        let Some(all) = brute::assignments(space, limit) else { continue };
        for constraint in &space.constraints {
            let alone = Space { constraints: vec![constraint.clone()], ..space.clone() };
            let is_idle = all.iter().all(|it| is_feasible(&alone, it));
            let said = compilation.diagnostics.iter().any(|it| it.code.id == "N0905" && it.span() == constraint.span);
            let automaton = Superset::new(&alone).map_err(|_| "too entangled")?.unbounded;
            let may_be_missed = !automaton.is_complete() || space.exprs.as_const(constraint.condition).is_some();
            if said != is_idle && (said || !may_be_missed) {
                return Err(format!("`{}`: said {said}, brute force {is_idle}", constraint.text));
            }
        }
    }
    Ok(())
}
