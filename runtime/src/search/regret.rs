//! How good strategies are, measured on a benchmark table over many seeds.

use std::ops::Range;

use super::{Laboratory, Problem, SearchError, estimator::Table, explore};

/// A mean over seeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Its standard error: the sample's standard deviation over the root of its size.
    pub error: f64,
}

impl Mean {
    /// Returns the mean of some numbers; the error is 0 for fewer than two.
    pub fn of(values: &[f64]) -> Self {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares = values.iter().map(|it| (it - mean).powi(2)).sum::<f64>();
        let error = if values.len() < 2 { 0.0 } else { (squares / (count - 1.0) / count).sqrt() };
        Self { mean, error }
    }
}

/// Solves a problem on its table with many seeds, and returns the true value, which is the table's `test`, of what each
/// found, in the order of the seeds. The table is read once; nothing is trained or built.
///
/// # Errors
/// The table cannot be used or has no `test`, or the strategy cannot search the space.
pub fn found(problem: &Problem, seeds: Range<u64>) -> Result<Vec<f64>, SearchError> {
    let mut table = Table::load(&Laboratory::new(problem, None))?;
    let mut found = vec![];
    for seed in seeds {
        let mut problem = problem.clone();
        problem.search.seed = seed;
        let outcome = explore(&Laboratory::new(&problem, None), &mut table, &(), &mut (), &mut ())?;
        found.push(outcome.test.ok_or_else(|| SearchError::Unknown { kind: "true value", name: "test".to_owned() })?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_error_are_those_of_a_hand_computed_sample() {
        // The squares add up to 16, over 3 degrees of freedom and 4 numbers.
        let Mean { mean, error } = Mean::of(&[1.0, 1.0, 5.0, 5.0]);
        assert!((mean - 3.0).abs() < 1e-12 && (error - (16.0f64 / 3.0 / 4.0).sqrt()).abs() < 1e-12);
    }
}
