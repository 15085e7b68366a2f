//! The architectures of a small space by trying every assignment, straight from the definition at the top of
//! [`nas_compiler::ir`]: nothing is assumed about the order of decisions or their independence.

use nas_compiler::{
    cost::is_feasible,
    ir::{Assignment, Evaluator, Space},
};

/// Returns every assignment in which exactly the inactive decisions are left at 0, in lexicographic order; nothing if
/// more than `limit` would have to be tried. Constraints are left out of account.
pub fn assignments(space: &Space, limit: u64) -> Option<Vec<Assignment>> {
    let sizes: Vec<u64> = space.decisions.iter().map(|it| it.domain.size() as u64).collect();
    let tried = sizes.iter().try_fold(1_u64, |product, it| product.checked_mul(*it)).filter(|it| *it <= limit)?;
    let all = (0..tried).map(|number| numbered(&sizes, number));
    Some(all.filter(|it| is_canonical(space, it)).collect())
}

/// Returns the assignments that meet every constraint, costs included.
pub fn feasible(space: &Space, limit: u64) -> Option<Vec<Assignment>> {
    let all = assignments(space, limit)?;
    Some(all.into_iter().filter(|it| is_feasible(space, it)).collect())
}

fn numbered(sizes: &[u64], mut number: u64) -> Assignment {
    let mut indices = vec![0; sizes.len()];
    for (index, size) in indices.iter_mut().zip(sizes).rev() {
        *index = (number % size) as u32;
        number /= size;
    }
    Assignment(indices)
}

fn is_canonical(space: &Space, assignment: &Assignment) -> bool {
    let mut evaluator = Evaluator::new(space, assignment);
    space.decisions.iter().zip(&assignment.0).all(|(decision, index)| *index == 0 || evaluator.holds(decision.active))
}
