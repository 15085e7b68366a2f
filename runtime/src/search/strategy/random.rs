//! Random search.

use nas_compiler::{
    ir::Assignment,
    sample::{Sampler, Uniform},
};

use super::{Built, Laboratory, SearchError, Strategy, Turn};

/// `random(by)`: feasible architectures, drawn independently of each other (Li & Talwalkar, UAI 2019).
struct Random<'a> {
    sampler: Sampler<'a>,
}

pub(super) fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
    let problem = laboratory.problem;
    let uniform = match problem.search.strategy.str("by") {
        "decision" => Uniform::ByDecision,
        _ => Uniform::ByArchitecture,
    };
    Ok(Box::new(Random { sampler: Sampler::new(&problem.space, uniform)? }))
}

impl Strategy for Random<'_> {
    fn propose(&mut self, turn: &mut Turn<'_>) -> Result<Option<Assignment>, SearchError> {
        Ok(Some(self.sampler.sample(turn.rng)?))
    }
}
