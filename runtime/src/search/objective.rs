//! What is better.

use std::cmp::Ordering;

use nas_compiler::ir::spec::{Direction, Objective};

use super::Metrics;

/// The objectives' values, each turned so that more is better. The first decides, later ones break ties.
#[derive(Debug, Clone, PartialEq)]
pub struct Score(Vec<f64>);

impl Score {
    /// Reads the objectives from metrics; the error is the metric that is missing or not finite.
    ///
    /// # Errors
    /// A metric is missing, infinite, or not a number.
    pub fn new<'a>(objectives: &'a [Objective], metrics: &Metrics) -> Result<Self, &'a str> {
        let value = |it: &'a Objective| {
            let value = metrics.get(&it.metric).copied().filter(|it| it.is_finite()).ok_or(it.metric.as_str())?;
            Ok(match it.direction {
                Direction::Maximize => value,
                Direction::Minimize => -value,
            })
        };
        objectives.iter().map(value).collect::<Result<_, _>>().map(Self)
    }
}

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        let orders = self.0.iter().zip(&other.0).map(|(left, right)| left.total_cmp(right));
        orders.fold(Ordering::Equal, Ordering::then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::tests::nowhere;

    fn objectives() -> Vec<Objective> {
        let objective = |metric: &str, direction| Objective { metric: metric.into(), direction, span: nowhere() };
        vec![objective("accuracy", Direction::Maximize), objective("params", Direction::Minimize)]
    }

    fn score(accuracy: f64, params: f64) -> Score {
        let metrics = [("accuracy".to_owned(), accuracy), ("params".to_owned(), params)].into_iter().collect();
        Score::new(&objectives(), &metrics).unwrap()
    }

    #[test]
    fn the_first_objective_decides_and_later_ones_break_ties() {
        assert!(score(0.9, 1e6) > score(0.8, 10.0));
        assert!(score(0.9, 10.0) > score(0.9, 20.0));
        assert_eq!(score(0.9, 10.0).cmp(&score(0.9, 10.0)), Ordering::Equal);
    }

    #[test]
    fn what_is_not_a_number_has_no_score() {
        let metrics = [("accuracy".to_owned(), f64::NAN)].into_iter().collect();
        assert_eq!(Score::new(&objectives(), &metrics), Err("accuracy"));
    }
}
