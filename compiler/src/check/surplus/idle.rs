//! Constraints that hold in every architecture, whatever the others say.

use crate::{
    automaton::{Automaton, Rounding},
    check::{feasible::with_only, has_cost},
    diagram::{Context, Diagrams},
    feasible::ROUGHLY,
    ir::{ExprId, Space},
};

/// Finds the constraints that always hold, given the space's automaton. What depends on no decision and no cost is left
/// alone: it says what arguments the space takes.
pub(super) fn find(space: &Space, automaton: &Automaton) -> Vec<usize> {
    let mut diagrams = Diagrams::new();
    let mut holds = |at: &usize| {
        let condition = space.constraints[*at].condition;
        if space.exprs.as_const(condition).is_some() {
            return false;
        }
        if has_cost(space, condition) {
            !automaton.breaks(condition) && excludes_nothing(space, *at)
        } else {
            is_true(space, &mut diagrams, condition)
        }
    };
    (0..space.constraints.len()).filter(|it| holds(it)).collect()
}

fn is_true(space: &Space, diagrams: &mut Diagrams, condition: ExprId) -> bool {
    let context = Context { exprs: &space.exprs, decisions: &space.decisions };
    diagrams.of(context, condition).is_ok_and(|it| diagrams.as_bool(it) == Some(true))
}

/// Whether a constraint is met also by architectures that other constraints exclude.
fn excludes_nothing(space: &Space, constraint: usize) -> bool {
    let Ok(all) = Automaton::unconstrained(space, &[]) else { return false };
    let Ok(alone) = Automaton::new(&with_only(space, &[constraint]), &[]) else { return false };
    let within = alone.within(Rounding::Exact, ROUGHLY).filter(Automaton::is_complete);
    within.is_some_and(|it| it.count() == all.count())
}
