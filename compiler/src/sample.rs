//! Drawing architectures, and changing them a little.

use num_traits::Zero as _;
use rand::{Rng, RngExt as _, seq::SliceRandom as _};

use crate::{
    cost::is_feasible,
    diagram::TooEntangled,
    feasible::{Feasible, STATES},
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
    feasible: Feasible<'a>,
    uniform: Uniform,
}

impl<'a> Sampler<'a> {
    /// Prepares to draw.
    pub fn new(space: &'a Space, uniform: Uniform) -> Result<Self, SampleError> {
        let feasible = Feasible::new(space, &[], STATES)?;
        if feasible.candidates().is_zero() {
            return Err(SampleError::Empty);
        }
        Ok(Self { space, feasible, uniform })
    }

    /// Draws a feasible architecture. Where candidates need not be feasible, draws are repeated until one is, which keeps
    /// them uniform.
    pub fn sample(&mut self, rng: &mut impl Rng) -> Result<Assignment, SampleError> {
        for _ in 0..ATTEMPTS {
            let (assignment, is_feasible) = match self.uniform {
                Uniform::ByArchitecture => {
                    let (path, is_feasible) = self.feasible.draw(rng).ok_or(SampleError::Empty)?;
                    (path.assignment, is_feasible)
                }
                Uniform::ByDecision => {
                    let assignment = Evaluator::assign(self.space, |_, it| index(it, rng));
                    let is_feasible = is_feasible(self.space, &assignment);
                    (assignment, is_feasible)
                }
            };
            if is_feasible {
                return Ok(assignment);
            }
        }
        Err(SampleError::Rare)
    }

    /// Changes one decision of an architecture, chosen uniformly among those that are made and have another value, to
    /// another value. All others stay, and decisions that become active are drawn uniformly from what makes the whole
    /// feasible. A change that nothing makes feasible is passed over, and so is one whose draw breaks a constraint that is no
    /// bound of a sum. Nothing if that is every change.
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
            if child.is_some() {
                return child;
            }
        }
        None
    }

    /// Takes every decision from one of two architectures, at random as far as the whole stays feasible: decisions are
    /// gone through in random order, and each keeps the value of a parent unless nothing feasible is left then. What
    /// neither parent decides is drawn uniformly. Nothing if that breaks a constraint that is no bound of a sum: those are
    /// asked only afterwards.
    pub fn cross(&self, parents: [&Assignment; 2], rng: &mut impl Rng) -> Option<Assignment> {
        let mut allowed = self.offered(parents);
        let mut order: Vec<usize> = (0..allowed.len()).collect();
        order.shuffle(rng);
        for at in order {
            if let [first, second] = allowed[at][..]
                && first != second
            {
                let (kept, other) = if rng.random() { (first, second) } else { (second, first) };
                allowed[at] = vec![kept];
                if self.feasible.only(permits(&allowed)).is_none() {
                    allowed[at] = vec![other];
                }
            }
        }
        self.drawn(permits(&allowed), rng)
    }

    /// The values that parents take, by decision; none where neither makes it.
    fn offered(&self, parents: [&Assignment; 2]) -> Vec<Vec<u32>> {
        let mut offered = vec![vec![]; self.space.decisions.len()];
        for parent in parents {
            let mut evaluator = Evaluator::new(self.space, parent);
            for (at, decision) in self.space.decisions.iter().enumerate() {
                if evaluator.holds(decision.active) {
                    offered[at].push(parent.0[at]);
                }
            }
        }
        offered
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
    fn with(&self, parent: &Assignment, (changed, value): (DecisionId, u32), rng: &mut impl Rng) -> Option<Assignment> {
        let mut before = Evaluator::new(self.space, parent);
        let made: Vec<bool> = self.space.decisions.iter().map(|it| before.holds(it.active)).collect();
        let allowed = |id: DecisionId, index: u32| {
            let at = id.0 as usize;
            if id == changed { index == value } else { !made[at] || index == parent.0[at] }
        };
        self.drawn(allowed, rng)
    }

    /// Draws a feasible architecture whose decisions take allowed values.
    fn drawn(&self, allowed: impl Fn(DecisionId, u32) -> bool, rng: &mut impl Rng) -> Option<Assignment> {
        let paths = self.feasible.only(allowed)?;
        let path = paths.draw(rng)?;
        let is_met = paths.automaton().is_complete() || is_feasible(self.space, &path.assignment);
        is_met.then_some(path.assignment)
    }
}

/// Whether a value is among those listed for its decision; where none is, every value is allowed.
fn permits(allowed: &[Vec<u32>]) -> impl Fn(DecisionId, u32) -> bool {
    |id, index| {
        let values = &allowed[id.0 as usize];
        values.is_empty() || values.contains(&index)
    }
}

fn index(decision: &Decision, rng: &mut impl Rng) -> u32 {
    rng.random_range(0..decision.domain.size() as u32)
}
