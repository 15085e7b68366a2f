//! Constraints that hold in every architecture, whatever the others say.

use crate::{
    automaton::Automaton,
    check::{feasible::with_only, has_cost},
    diagram::{Context, Diagrams},
    ir::{Expr, ExprId, Space},
};

/// Finds the constraints that always hold, given the space's automaton. What depends on no decision and no cost is left
/// alone: it says what arguments the space takes.
pub(super) fn find(space: &Space, automaton: &Automaton) -> Vec<usize> {
    let met = automaton.always_met();
    let mut diagrams = Diagrams::new();
    let mut holds = |at: &usize| {
        let condition = space.constraints[*at].condition;
        if space.exprs.as_const(condition).is_some() {
            return false;
        }
        let (costs, decisions): (Vec<ExprId>, Vec<ExprId>) =
            parts(space, condition).into_iter().partition(|it| has_cost(space, *it));
        costs.iter().all(|it| met.contains(it))
            && decisions.iter().all(|it| is_true(space, &mut diagrams, *it))
            && (costs.is_empty() || always_met(space, *at, &costs))
    };
    (0..space.constraints.len()).filter(|it| holds(it)).collect()
}

/// The conditions that a condition joins by `and`.
fn parts(space: &Space, condition: ExprId) -> Vec<ExprId> {
    match space.exprs.get(condition) {
        Expr::All(parts) => parts.iter().flat_map(|it| self::parts(space, *it)).collect(),
        _ => vec![condition],
    }
}

fn is_true(space: &Space, diagrams: &mut Diagrams, condition: ExprId) -> bool {
    let context = Context { exprs: &space.exprs, decisions: &space.decisions };
    diagrams.of(context, condition).is_ok_and(|it| diagrams.as_bool(it) == Some(true))
}

/// Whether a constraint's bounds are met also by architectures that other constraints exclude.
fn always_met(space: &Space, constraint: usize, bounds: &[ExprId]) -> bool {
    if space.constraints.len() == 1 {
        return true;
    }
    let alone = Automaton::new(&with_only(space, &[constraint]), &[]).map(|it| it.always_met());
    alone.is_ok_and(|met| bounds.iter().all(|it| met.contains(it)))
}
