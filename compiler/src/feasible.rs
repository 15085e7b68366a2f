//! The feasible architectures of a space: how many, and any one of them.
//!
//! Where the remainders of bounds are few enough, the paths of an automaton are exactly the feasible architectures.
//! Otherwise they are a superset, from which draws are repeated until one is feasible, and a subset bounds the count from
//! below.

use num_bigint::BigUint;
use rand::Rng;

use crate::{
    automaton::{Automaton, Path, Paths, Rounding},
    cost::is_feasible,
    diagram::TooEntangled,
    extreme::{End, Extreme, extreme},
    ir::{CostKind, DecisionId, Space},
};

/// How many states an automaton may have before sums are rounded, by default.
pub const STATES: usize = 400_000;

/// How many states suffice to see what constraints leave.
pub(crate) const ROUGHLY: usize = 20_000;

/// How many states are told apart at once.
const FEW: usize = 2_000;

/// From how many architectures ends of costs are looked for.
const STARTS: u64 = 8;

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
    /// The most states of an automaton.
    states: usize,
    /// Without the bounds.
    unbounded: Automaton,
    /// The feasible architectures, or more.
    paths: Paths,
    is_exact: bool,
}

impl<'a> Feasible<'a> {
    /// Finds them, with no more than so many states; paths tell the costs that are asked for. Where these, or bounds of
    /// costs, tie decisions together in too many ways, paths do without them.
    ///
    /// # Errors
    /// The decisions depend on each other in too many ways.
    pub fn new(space: &'a Space, costs: &[CostKind], states: usize) -> Result<Self, TooEntangled> {
        let unbounded = Automaton::new(space, costs).or_else(|_| Automaton::over_decisions(space))?;
        let (paths, is_exact) = upper(&unbounded, states);
        Ok(Self { space, states, unbounded, paths, is_exact })
    }

    /// Returns how many there are.
    pub fn count(&self) -> Count {
        certain(&self.paths, self.is_exact, (&self.unbounded, self.states))
    }

    /// Returns how many candidates there are: the feasible architectures, or more.
    pub fn candidates(&self) -> &BigUint {
        self.paths.count()
    }

    /// Returns the candidate with a number, from 0, and whether it is feasible.
    pub fn candidate(&self, number: BigUint) -> Option<(Path, bool)> {
        self.paths.get(number).map(|it| self.judged(it))
    }

    /// Draws a candidate, each equally likely, and says whether it is feasible; nothing if there is none.
    pub fn draw(&self, rng: &mut impl Rng) -> Option<(Path, bool)> {
        self.paths.draw(rng).map(|it| self.judged(it))
    }

    fn judged(&self, path: Path) -> (Path, bool) {
        let is_met = self.is_exact || self.meets(&path);
        (path, is_met)
    }

    fn meets(&self, path: &Path) -> bool {
        let automaton = self.paths.automaton();
        automaton.meets_bounds(&path.sums) && (automaton.is_complete() || is_feasible(self.space, &path.assignment))
    }

    /// Returns a feasible architecture of the least cost, if it is known for certain.
    pub fn least(&self, kind: CostKind) -> Option<Path> {
        self.witness(kind, End::Least)
    }

    /// Returns a feasible architecture of the greatest cost, if it is known for certain.
    pub fn greatest(&self, kind: CostKind) -> Option<Path> {
        self.witness(kind, End::Greatest)
    }

    fn witness(&self, kind: CostKind, end: End) -> Option<Path> {
        match self.extreme(kind, end) {
            Extreme::Of(path) => Some(path),
            Extreme::Within(_) | Extreme::None => None,
        }
    }

    /// Returns an end of what feasible architectures cost. Where paths do not tell it, or tell of more than the feasible
    /// architectures, it is searched for, with limited effort.
    pub fn extreme(&self, kind: CostKind, end: End) -> Extreme {
        match self.told(kind, end) {
            Some(path) => Extreme::Of(path),
            None => {
                let automaton = self.paths.automaton();
                extreme(self.space, automaton, (kind, end), self.spread(), |it| self.meets(it))
            }
        }
    }

    /// Some candidates, far from each other.
    fn spread(&self) -> impl Iterator<Item = Path> {
        // Multiples of the golden ratio (Weyl 1916).
        let shares = (1..=STARTS).map(|it| it.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let numbers = shares.map(|it| (self.paths.count() * it) >> u64::BITS);
        numbers.filter_map(|it| self.paths.get(it))
    }

    /// Returns an architecture at an end of what feasible ones cost, if paths tell it: found without a search.
    pub fn told(&self, kind: CostKind, end: End) -> Option<Path> {
        let quantity = self.paths.automaton().position(kind)?;
        let path = match end {
            End::Least => self.paths.least(quantity),
            End::Greatest => self.paths.greatest(quantity),
        };
        path.filter(|it| self.is_exact || self.meets(it))
    }

    /// Returns the feasible architectures in which every decision that is made takes an allowed value; more than those
    /// where a constraint is no bound of a sum. Nothing if there is none, or if they cannot be told apart.
    pub fn only(&self, allowed: impl Fn(DecisionId, u32) -> bool) -> Option<Paths> {
        let paths = exactly(&self.unbounded.only(allowed), self.states)?;
        (*paths.count() > BigUint::ZERO).then_some(paths)
    }
}

/// The paths within the bounds, or more where that takes more than so many states; and whether they are exactly the
/// feasible architectures.
fn upper(unbounded: &Automaton, states: usize) -> (Paths, bool) {
    if let Some(exact) = exactly(unbounded, states) {
        return (exact, unbounded.is_complete());
    }
    let rounded = unbounded.rounded(Rounding::Down, states).map(Paths::new);
    let fewest = rounded
        .into_iter()
        .chain(Paths::within_one(unbounded, states))
        .min_by(|it, other| it.count().cmp(other.count()));
    // Where even the roughest rounding takes too many states, bounds are asked of each candidate.
    (fewest.unwrap_or_else(|| Paths::new(unbounded.clone())), false)
}

/// The paths within the bounds, unless that takes more than so many states.
fn exactly(unbounded: &Automaton, states: usize) -> Option<Paths> {
    Paths::within(unbounded, states).or_else(|| unbounded.within(Rounding::Exact, states).map(Paths::new))
}

/// Counts the feasible architectures of an automaton, and returns them, or more where they are not told apart.
pub(crate) fn count(unbounded: &Automaton, states: usize) -> (Paths, Count) {
    let (paths, is_exact) = upper(unbounded, states);
    let count = certain(&paths, is_exact, (unbounded, states));
    (paths, count)
}

/// How many there are, given the feasible architectures, or more.
fn certain(upper: &Paths, is_exact: bool, (unbounded, states): (&Automaton, usize)) -> Count {
    let most = upper.count().clone();
    if is_exact {
        return Count::Exact(most);
    }
    if !unbounded.is_complete() {
        return Count::between(BigUint::ZERO, most);
    }
    let rounded = |automaton: &Automaton, rounding| automaton.rounded(rounding, states).map(|it| it.count());
    let least = rounded(unbounded, Rounding::Up).unwrap_or_default();
    let Some((one, beyond)) = unbounded.split(states) else { return Count::between(least, most) };
    // Where few of those that meet one bound break the other, what rounding does to these few matters little.
    let without = |some: BigUint| if some < *one.count() { one.count() - some } else { BigUint::ZERO };
    let fewest = rounded(&beyond, Rounding::Down).map_or(BigUint::ZERO, without);
    let greatest = without(rounded(&beyond, Rounding::Up).unwrap_or_default());
    Count::between(least.max(fewest), most.min(greatest))
}

impl Count {
    pub(crate) fn between(least: BigUint, most: BigUint) -> Self {
        if least == most { Self::Exact(most) } else { Self::Between(least, most) }
    }
}

/// The feasible architectures as paths, and perhaps more, found with little effort.
#[derive(Debug, Clone)]
pub struct Superset {
    /// Without the bounds.
    pub unbounded: Automaton,
    /// With the bounds, as far as they were multiplied in.
    pub within: Automaton,
}

impl Superset {
    /// Finds it. One bound alone is met exactly, several up to a rounding.
    ///
    /// # Errors
    /// The decisions depend on each other in too many ways.
    pub fn new(space: &Space) -> Result<Self, TooEntangled> {
        let unbounded = Automaton::new(space, &[])?;
        let mut within = unbounded.trimmed();
        if within.bounded() > 1 {
            let exact = within.within(Rounding::Exact, FEW);
            let found = exact.or_else(|| within.rounded(Rounding::Down, ROUGHLY.max(4 * within.len())));
            within = found.unwrap_or(within);
            if unbounded.is_in_conflict() {
                within = within.only(|_, _| false);
            }
        }
        Ok(Self { unbounded, within })
    }
}

/// Returns whether it is certain that bounds of sums leave no architecture; found with little effort, so that `false` may
/// also mean that it is not known.
pub fn is_surely_empty(space: &Space) -> bool {
    Superset::new(space).is_ok_and(|it| it.within.is_empty())
}

impl Automaton {
    /// Multiplies the bounds in with as many steps as so many states allow.
    fn rounded(&self, rounding: fn(u32) -> Rounding, states: usize) -> Option<Self> {
        let bounds = self.bounded().max(1) as f64;
        // Far fewer states are told apart than there are steps at each, so the first attempt is a bold one.
        let mut steps = (16.0 * states as f64 / self.len().max(1) as f64).powf(1.0 / bounds) as u32;
        while steps > 0 {
            if let Some(found) = self.within(rounding(steps), states) {
                return Some(found);
            }
            steps /= 2;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile};

    fn compiled(text: &str) -> Space {
        let compilation = compile(&Library(&[]), "main.nas", text);
        assert!(compilation.diagnostics.iter().all(|it| it.severity == nas_grammar::Severity::Warning));
        compilation.program.spaces.into_values().next().unwrap()
    }

    /// Twenty-one widths of which every combination has another sum, and so another cost.
    fn entangled(constraint: &str) -> Space {
        compiled(&format!(
            "space Entangled {{
  input x: image[1, 4, 4]
  let parts = for i in 0..21 {{ x -> conv(oneof [1, 1 + pow(2, i)], 1) }}
  concat(parts) -> conv(4, 1)
  {constraint}
}}"
        ))
    }

    #[test]
    fn costs_that_tie_all_decisions_together_do_not_keep_architectures_from_being_counted() {
        let space = entangled("");
        assert!(Automaton::new(&space, &CostKind::SUMS).is_err());
        let feasible = Feasible::new(&space, &CostKind::SUMS, STATES).unwrap();
        assert_eq!(feasible.count(), Count::Exact(2_097_152_u32.into()));
        // 21 convolutions of one weight each, and 4 that join each to the next.
        let cost = |it: Path| crate::cost::cost_of(&space, &it.assignment, CostKind::Params);
        assert_eq!(feasible.least(CostKind::Params).map(cost), Some(21 + 4 * 21));
    }

    #[test]
    fn a_bound_of_such_a_cost_is_asked_of_each_candidate() {
        // The first architecture has 21 channels of one weight each, and 84 weights that join them.
        let space = entangled("require params <= 105");
        let feasible = Feasible::new(&space, &[], STATES).unwrap();
        assert_eq!(feasible.count(), Count::Between(BigUint::ZERO, 2_097_152_u32.into()));
        assert!(feasible.candidate(BigUint::ZERO).unwrap().1);
        assert!(!feasible.candidate(1_u32.into()).unwrap().1);
    }

    #[test]
    fn a_bound_alone_is_seen_to_exclude_everything() {
        // Ten convolutions with at least 16 weights each, and 4 + 1 behind them.
        let text = |most: u32| {
            format!(
                "space Chain {{
  input x: image[4, 4, 4]
  x -> for _ in 0..10 {{ conv(4, oneof [1, 3]) }} -> global_avg_pool() -> linear(1)
  require params <= {most}
}}"
            )
        };
        let space = compiled(&text(165));
        assert!(!is_surely_empty(&space));
        assert_eq!(Feasible::new(&space, &[], STATES).unwrap().count(), Count::Exact(1_u32.into()));
        let refused = compile(&Library(&[]), "main.nas", &text(164));
        assert_eq!(refused.diagnostics.iter().map(|it| it.code.id).collect::<Vec<_>>(), ["N0404"]);
    }

    #[test]
    fn a_bound_of_memory_is_no_constraint_over_decisions() {
        // 16 floats go in, and as many or 8 times as many come out.
        let space = compiled(
            "space Two {\n  input x: image[1, 4, 4]\n  x -> conv(oneof [1, 8], oneof [1, 3]) -> conv(1)\n  \
             require memory <= 512B\n}",
        );
        let all = [Automaton::over_decisions(&space), Automaton::over_decisions_alone(&space)];
        assert_eq!(all.map(|it| it.unwrap().count()), [2_u32.into(), 4_u32.into()]);
    }
}
