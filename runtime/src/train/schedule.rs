//! How the learning rate moves.

use std::f64::consts::PI;

use nas_compiler::ir::spec::{Call, Train};

use super::TrainError;

/// The learning rate as a function of the epochs that are over, in fractions.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    peak: f64,
    warmup: f64,
    epochs: f64,
    curve: Curve,
}

#[derive(Debug, Clone, PartialEq)]
enum Curve {
    Constant,
    Cosine { min: f64 },
    Step { every: f64, factor: f64 },
}

/// An entry of the registry.
struct Entry {
    name: &'static str,
    /// Makes the curve from checked arguments.
    build: fn(&Call) -> Curve,
}

/// Every schedule, by name.
const CURVES: &[Entry] = &[
    Entry { name: "constant", build: |_| Curve::Constant },
    Entry { name: "cosine", build: |call| Curve::Cosine { min: call.float("min") } },
    Entry { name: "step", build: |call| Curve::Step { every: call.float("every"), factor: call.float("factor") } },
];

/// Returns the names of all schedules.
pub fn schedules() -> impl Iterator<Item = &'static str> {
    CURVES.iter().map(|it| it.name)
}

impl Schedule {
    /// Reads the schedule of a recipe, with the optimiser's `lr` as the peak.
    ///
    /// # Errors
    /// No schedule has the name.
    pub fn new(recipe: &Train) -> Result<Self, TrainError> {
        let call = &recipe.schedule;
        let Some(entry) = CURVES.iter().find(|it| it.name == call.name) else {
            return Err(TrainError::Unknown { registry: "schedule", name: call.name.clone() });
        };
        let peak = recipe.optimizer.float("lr");
        Ok(Self { peak, warmup: recipe.warmup, epochs: f64::from(recipe.epochs), curve: (entry.build)(call) })
    }

    /// Returns the learning rate once `epoch` epochs are over.
    ///
    /// During the warm-up it grows linearly from 0. Then, with `t` the share of the remaining epochs that is over:
    ///
    /// - constant: the peak
    /// - cosine: `min + (peak - min) (1 + cos(π t)) / 2` (Loshchilov and Hutter 2017, equation 5, without restarts)
    /// - step: the peak times `factor` for every full `every` epochs, counted from the start
    pub fn rate(&self, epoch: f64) -> f64 {
        if epoch < self.warmup {
            return self.peak * epoch / self.warmup;
        }
        match self.curve {
            Curve::Cosine { min } => {
                let share = ((epoch - self.warmup) / (self.epochs - self.warmup).max(f64::MIN_POSITIVE)).min(1.0);
                min + (self.peak - min) * (1.0 + (PI * share).cos()) / 2.0
            }
            Curve::Step { every, factor } if every > 0.0 => self.peak * factor.powf((epoch / every).floor()),
            Curve::Constant | Curve::Step { .. } => self.peak,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::tests::{call, recipe};

    #[track_caller]
    fn check(schedule: &[(&str, f64)], name: &str, points: &[(f64, f64)]) {
        let recipe = Train { schedule: call(name, schedule), epochs: 12, warmup: 2.0, ..recipe() };
        let schedule = Schedule::new(&recipe).unwrap();
        for (epoch, expected) in points {
            let found = schedule.rate(*epoch) / 0.1;
            assert!((found - expected).abs() < 1e-12, "{name} gives {found} of the peak at {epoch}");
        }
    }

    #[test]
    fn schedules_pass_through_their_points() {
        check(&[], "constant", &[(0.0, 0.0), (0.5, 0.25), (2.0, 1.0), (11.9, 1.0)]);
        check(&[("min", 0.0)], "cosine", &[(1.0, 0.5), (2.0, 1.0), (7.0, 0.5), (12.0, 0.0)]);
        check(&[("min", 0.02)], "cosine", &[(2.0, 1.0), (7.0, 0.6), (12.0, 0.2)]);
        check(&[("every", 4.0), ("factor", 0.1)], "step", &[(1.0, 0.5), (3.9, 1.0), (4.0, 0.1), (8.0, 0.01)]);
    }

    #[test]
    fn an_unknown_schedule_is_an_error() {
        let recipe = Train { schedule: call("zigzag", &[]), ..recipe() };
        assert_eq!(Schedule::new(&recipe).unwrap_err().to_string(), "there is no schedule `zigzag`");
    }
}
