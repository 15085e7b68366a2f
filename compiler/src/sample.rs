//! Drawing architectures, and changing them a little.

use num_bigint::BigUint;
use num_traits::Zero as _;
use rand::{Rng, RngExt as _};

use crate::{
    architectures::Architectures,
    cost::is_feasible,
    diagram::TooEntangled,
    ir::{Assignment, Decision, DecisionId, Evaluator, Space},
};

/// How often a draw that breaks a constraint over costs is repeated.
const ATTEMPTS: usize = 100_000;

/// Why no architecture can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleError {
    /// The constraints over decisions exclude every architecture.
    Empty,
    /// None of 100,000 draws met the constraints over costs.
    Rare,
    /// The decisions depend on each other in too many ways to be counted.
    TooEntangled,
}

impl From<TooEntangled> for SampleError {
    fn from(_: TooEntangled) -> Self {
        Self::TooEntangled
    }
}

/// What is uniform about a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Uniform {
    /// Every feasible architecture is equally likely.
    #[default]
    ByArchitecture,
    /// Every decision takes each of its values equally often, as random search in the literature does.
    ByDecision,
}

/// Draws feasible architectures of a space.
#[derive(Debug)]
pub struct Sampler<'a> {
    space: &'a Space,
    architectures: Architectures<'a>,
    uniform: Uniform,
}

impl<'a> Sampler<'a> {
    /// Prepares to draw.
    pub fn new(space: &'a Space, uniform: Uniform) -> Result<Self, SampleError> {
        let architectures = Architectures::new(space)?;
        if architectures.count().is_zero() {
            return Err(SampleError::Empty);
        }
        Ok(Self { space, architectures, uniform })
    }

    /// Draws a feasible architecture. Where costs are constrained, draws are repeated until one meets the constraints,
    /// which keeps them uniform.
    pub fn sample(&mut self, rng: &mut impl Rng) -> Result<Assignment, SampleError> {
        for _ in 0..ATTEMPTS {
            let assignment = match self.uniform {
                Uniform::ByArchitecture => {
                    let number = below(self.architectures.count(), rng);
                    self.architectures.get(&number)?.ok_or(SampleError::Empty)?
                }
                Uniform::ByDecision => Evaluator::assign(self.space, |_, it| index(it, rng)),
            };
            if is_feasible(self.space, &assignment) {
                return Ok(assignment);
            }
        }
        Err(SampleError::Rare)
    }

    /// Changes one decision of an architecture, chosen uniformly among those that are made and have another value, to
    /// another value. Decisions that become active are drawn anew, all others stay. Nothing if no change is feasible.
    pub fn mutate(&self, parent: &Assignment, rng: &mut impl Rng) -> Option<Assignment> {
        let mut open = self.mutable(parent);
        while !open.is_empty() {
            let at = rng.random_range(0..open.len());
            let (decision, values) = &mut open[at];
            let value = values.swap_remove(rng.random_range(0..values.len()));
            let child = self.with(parent, (*decision, value), rng);
            if values.is_empty() {
                open.swap_remove(at);
            }
            if child != *parent && is_feasible(self.space, &child) {
                return Some(child);
            }
        }
        None
    }

    /// The decisions that an architecture makes, each with its other values.
    fn mutable(&self, parent: &Assignment) -> Vec<(DecisionId, Vec<u32>)> {
        let mut evaluator = Evaluator::new(self.space, parent);
        let mut open = vec![];
        for (at, decision) in self.space.decisions.iter().enumerate() {
            let taken = parent.0[at];
            if decision.domain.size() > 1 && evaluator.holds(decision.active) {
                let others = (0..decision.domain.size() as u32).filter(|it| *it != taken).collect();
                open.push((DecisionId(at as u32), others));
            }
        }
        open
    }

    /// An architecture with one decision changed.
    fn with(&self, parent: &Assignment, (changed, value): (DecisionId, u32), rng: &mut impl Rng) -> Assignment {
        let mut before = Evaluator::new(self.space, parent);
        Evaluator::assign(self.space, |id, decision| {
            if id == changed {
                value
            } else if before.holds(decision.active) {
                parent.0[id.0 as usize]
            } else {
                index(decision, rng)
            }
        })
    }
}

fn index(decision: &Decision, rng: &mut impl Rng) -> u32 {
    rng.random_range(0..decision.domain.size() as u32)
}

/// Draws a number below a bound, uniformly: bits are drawn until they are below it.
pub fn below(bound: &BigUint, rng: &mut impl Rng) -> BigUint {
    let bits = bound.bits();
    loop {
        let words: Vec<u32> = (0..bits.div_ceil(32)).map(|_| rng.random()).collect();
        let mut number = BigUint::new(words);
        number >>= bits.div_ceil(32) * 32 - bits;
        if number < *bound {
            return number;
        }
    }
}
