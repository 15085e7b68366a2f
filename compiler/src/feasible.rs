//! The feasible architectures of a space: how many, and any one of them.
//!
//! Where the remainders of bounds are few enough, the paths of an automaton are exactly the feasible architectures.
//! Otherwise they are a superset, from which draws are repeated until one is feasible, and a subset bounds the count from
//! below.

use num_bigint::BigUint;

use crate::{
    automaton::{Automaton, Path, Paths, Rounding},
    cost::is_feasible,
    diagram::TooEntangled,
    ir::{CostKind, Space},
};

/// How many states an automaton may have before sums are rounded, by default.
pub const STATES: usize = 400_000;

/// How many states suffice to see that nothing is feasible.
const ROUGHLY: usize = 20_000;

/// How many feasible architectures there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exact(BigUint),
    /// At least and at most so many: both are certain.
    Between(BigUint, BigUint),
}

/// The feasible architectures of a space.
#[derive(Debug, Clone)]
pub struct Feasible<'a> {
    space: &'a Space,
    /// Without the bounds.
    unbounded: Automaton,
    /// The feasible architectures, or more.
    paths: Paths,
    is_exact: bool,
}

impl<'a> Feasible<'a> {
    /// Finds them, with no more than so many states.
    ///
    /// # Errors
    /// The decisions depend on each other in too many ways.
    pub fn new(space: &'a Space, states: usize) -> Result<Self, TooEntangled> {
        let unbounded = Automaton::new(space, &CostKind::SUMS)?;
        if let Some(exact) = unbounded.within(Rounding::Exact, states) {
            let is_exact = unbounded.is_complete();
            return Ok(Self { space, paths: Paths::new(exact), unbounded, is_exact });
        }
        let rounded = unbounded.rounded(Rounding::Down, states).ok_or(TooEntangled)?;
        Ok(Self { space, paths: Paths::new(rounded), unbounded, is_exact: false })
    }

    /// Returns how many there are.
    pub fn count(&self, states: usize) -> Count {
        let most = self.paths.count().clone();
        if self.is_exact {
            return Count::Exact(most);
        }
        let least = if self.unbounded.is_complete() { self.unbounded.rounded(Rounding::Up, states) } else { None };
        let least = least.map_or(BigUint::ZERO, |it| Paths::new(it).count().clone());
        if least == most { Count::Exact(most) } else { Count::Between(least, most) }
    }

    /// Returns whether every candidate is feasible.
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// Returns how many candidates there are: the feasible architectures, or more.
    pub fn candidates(&self) -> &BigUint {
        self.paths.count()
    }

    /// Returns the candidate with a number, from 0, and whether it is feasible.
    pub fn candidate(&self, number: BigUint) -> Option<(Path, bool)> {
        let path = self.paths.get(number)?;
        let is_met = self.is_exact || self.meets(&path);
        Some((path, is_met))
    }

    fn meets(&self, path: &Path) -> bool {
        let automaton = self.paths.automaton();
        automaton.meets_bounds(&path.sums) && (automaton.is_complete() || is_feasible(self.space, &path.assignment))
    }

    /// Returns a feasible architecture of the least cost, if it is known for certain.
    pub fn least(&self, kind: CostKind) -> Option<Path> {
        let automaton = self.paths.automaton();
        let path = automaton.least(automaton.position(kind)?)?;
        (self.is_exact || self.meets(&path)).then_some(path)
    }

    /// Returns a feasible architecture of the greatest cost, if it is known for certain.
    pub fn greatest(&self, kind: CostKind) -> Option<Path> {
        let automaton = self.paths.automaton();
        let path = automaton.greatest(automaton.position(kind)?)?;
        (self.is_exact || self.meets(&path)).then_some(path)
    }

    /// Returns the feasible architectures in which every decision that is made takes an allowed value; more than those
    /// where a constraint is no bound of a sum. Nothing if there is none, or if they cannot be told apart.
    pub fn only(&self, allowed: impl Fn(crate::ir::DecisionId, u32) -> bool) -> Option<Paths> {
        let within = self.unbounded.only(allowed).within(Rounding::Exact, STATES)?;
        (!within.is_empty()).then(|| Paths::new(within))
    }
}

/// Returns whether it is certain that no architecture is feasible; found with little effort, so that `false` may also
/// mean that it is not known.
///
/// # Errors
/// The decisions depend on each other in too many ways.
pub fn is_surely_empty(space: &Space) -> Result<bool, TooEntangled> {
    let automaton = Automaton::new(space, &[])?;
    // The cheapest path is not touched by rounding, so that one bound alone is decided exactly.
    let rounded = automaton.rounded(Rounding::Down, ROUGHLY.max(4 * automaton.len()));
    Ok(rounded.is_some_and(|it| it.is_empty()))
}

impl Automaton {
    /// Multiplies the bounds in with as many steps as so many states allow.
    fn rounded(&self, rounding: fn(u32) -> Rounding, states: usize) -> Option<Self> {
        let bounds = self.bounded().max(1) as f64;
        let mut steps = (states as f64 / self.len().max(1) as f64).powf(1.0 / bounds) as u32;
        while steps > 0 {
            if let Some(found) = self.within(rounding(steps), states) {
                return Some(found);
            }
            steps /= 2;
        }
        None
    }
}
