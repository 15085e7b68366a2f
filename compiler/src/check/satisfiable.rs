//! Whether anything meets the constraints.

use num_traits::Zero as _;

use crate::{
    architectures::Architectures,
    check::has_cost,
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    elaborate::Elaborated,
    ir::Constraint,
};

/// Returns constraints over decisions that exclude each other, if any do: none of them can be left out. Constraints over
/// costs are not looked at.
pub(super) fn conflict(elaborated: &mut Elaborated) -> Result<Option<Vec<&Constraint>>, TooEntangled> {
    // Counting keeps apart what is independent, which the diagram of all constraints together does not.
    if elaborated.space.constraints.is_empty() || !Architectures::new(&elaborated.space)?.count().is_zero() {
        return Ok(None);
    }
    let Elaborated { space, diagrams, .. } = elaborated;
    let context = Context { exprs: &space.exprs, decisions: &space.decisions };
    let mut conditions = vec![];
    let mut together = diagrams.truth(true)?;
    for constraint in space.constraints.iter().filter(|it| !has_cost(space, it.condition)) {
        let condition = diagrams.of(context, constraint.condition)?;
        conditions.push((constraint, condition));
        together = diagrams.and(together, condition)?;
        if diagrams.as_bool(together) == Some(false) {
            return smallest(diagrams, conditions).map(Some);
        }
    }
    Ok(None)
}

/// Leaves out what can be left out without making the rest satisfiable.
fn smallest<'a>(
    diagrams: &mut Diagrams,
    mut conditions: Vec<(&'a Constraint, Diagram)>,
) -> Result<Vec<&'a Constraint>, TooEntangled> {
    for at in (0..conditions.len()).rev() {
        let candidate = conditions.remove(at);
        let mut together = diagrams.truth(true)?;
        for (_, condition) in &conditions {
            together = diagrams.and(together, *condition)?;
        }
        if diagrams.as_bool(together) != Some(false) {
            conditions.insert(at, candidate);
        }
    }
    Ok(conditions.into_iter().map(|it| it.0).collect())
}
