//! Strategies: which architecture is tried next. One file per strategy, one line in [`STRATEGIES`].

mod darts;
mod random;
mod regularized_evolution;

use nas_compiler::ir::Assignment;
use rand_chacha::ChaCha8Rng;

use super::{Journal, Laboratory, Observer, SearchError, Trial};

pub use darts::{Mixture, MixtureReport};

/// What a strategy may use while it makes up its mind.
pub struct Turn<'a> {
    /// Where its randomness comes from.
    pub rng: &'a mut ChaCha8Rng,
    /// Where it writes down what it learns, if it trains itself.
    pub journal: &'a mut dyn Journal,
    /// Who follows, and may end it.
    pub observer: &'a mut dyn Observer,
}

/// Proposes architectures and is told what became of them.
pub trait Strategy {
    /// Proposes an architecture of the space; nothing if there is nothing more to propose, or the observer ended it.
    ///
    /// # Errors
    /// No architecture can be drawn, or what the strategy trains cannot be trained.
    fn propose(&mut self, turn: &mut Turn<'_>) -> Result<Option<Assignment>, SearchError>;

    /// Is told of a trial. Trials come in the order in which they end, which need not be that of the proposals.
    fn observe(&mut self, _trial: &Trial) {}
}

/// A strategy that works in a laboratory, or why it cannot.
pub type Built<'a> = Result<Box<dyn Strategy + 'a>, SearchError>;

/// An entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The name in specifications.
    pub name: &'static str,
    /// Makes the strategy from checked arguments.
    pub build: for<'a> fn(&Laboratory<'a>) -> Built<'a>,
}

/// Every strategy, by name.
pub const STRATEGIES: &[Entry] = &[
    Entry { name: "darts", build: darts::build },
    Entry { name: "random", build: random::build },
    Entry { name: "regularized_evolution", build: regularized_evolution::build },
];

/// Makes the strategy of a problem.
///
/// # Errors
/// There is none of its name, or it cannot search this space.
pub fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
    let name = &laboratory.problem.search.strategy.name;
    match STRATEGIES.iter().find(|it| it.name == name) {
        Some(entry) => (entry.build)(laboratory),
        None => Err(SearchError::Unknown { kind: "strategy", name: name.clone() }),
    }
}
