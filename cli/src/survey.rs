//! What the architectures of a space cost, and how many there are. Small spaces are looked at one by one, large ones
//! through a sample; the result says which.

use indicatif::ProgressBar;
use nas_compiler::{
    automaton::Automaton,
    cost::{cost_of, is_feasible},
    diagram::TooEntangled,
    extreme::End,
    feasible::{Count, Feasible, STATES},
    instantiate::instantiate,
    ir::{Assignment, Built, CostKind, Network, Space},
    simplify::simplify,
};
use num_bigint::BigUint;
use num_traits::ToPrimitive as _;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};

/// How a space is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// The most architectures that are looked at one by one.
    pub every: u64,
    /// How many are drawn where there are more.
    pub draws: u64,
    /// Where draws come from.
    pub seed: u64,
}

impl Effort {
    /// Enough for an impression, within a moment.
    pub const QUICK: Self = Self { every: 4_000, draws: 500, seed: 0 };
}

/// The most states of an automaton that tells something within a moment.
const TOLD: usize = 20_000;

/// How many architectures there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// Assignments of the active decisions, without any constraint.
    pub all: BigUint,
    /// Those that meet the constraints over decisions.
    pub allowed: BigUint,
    /// Whether constraints over costs remain to be met.
    pub constrains_cost: bool,
}

/// Counts the architectures of a space, exactly.
pub fn population(space: &Space) -> Result<Population, TooEntangled> {
    let all = Automaton::unconstrained(space, &[])?.count();
    let allowed = Automaton::over_decisions_alone(space)?.count();
    Ok(Population { all, allowed, constrains_cost: space.constrains_cost() })
}

/// Which architectures were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// Every one.
    Every,
    /// A uniform sample of candidates: of the feasible ones, or of a few more.
    Sample,
}

/// Architectures that were looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Which.
    pub coverage: Coverage,
    /// How many.
    pub looked_at: u64,
    /// Those of them that meet every constraint.
    pub feasible: Vec<Assignment>,
}

/// Looks at the architectures of a space: at those that meet its constraints over decisions one by one, or at a sample of
/// candidates under all bounds that can be counted with.
pub fn survey(space: &Space, effort: Effort, progress: &ProgressBar) -> Result<Survey, TooEntangled> {
    let allowed = Automaton::over_decisions(space)?;
    let few = allowed.count().to_u64().filter(|it| *it <= effort.every);
    let looked_at = few.unwrap_or(effort.draws);
    progress.set_length(looked_at);
    let mut found = vec![];
    if few.is_some() {
        found.extend(progress.wrap_iter(allowed.assignments()).filter(|it| is_feasible(space, it)));
    } else {
        let feasible = Feasible::new(space, &[], STATES)?;
        let mut rng = ChaCha8Rng::seed_from_u64(effort.seed);
        for _ in 0..looked_at {
            found.extend(feasible.draw(&mut rng).filter(|it| it.1).map(|it| it.0.assignment));
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    let coverage = if few.is_some() { Coverage::Every } else { Coverage::Sample };
    Ok(Survey { coverage, looked_at, feasible: found })
}

/// The least, the middle and the greatest of some numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// The least.
    pub least: u64,
    /// The one in the middle; of two, the smaller.
    pub median: u64,
    /// The greatest.
    pub greatest: u64,
}

impl Spread {
    /// Sorts numbers; nothing where there is none.
    pub fn of(mut numbers: Vec<u64>) -> Option<Self> {
        numbers.sort_unstable();
        let (least, greatest) = (*numbers.first()?, *numbers.last()?);
        Some(Self { least, median: numbers[(numbers.len() - 1) / 2], greatest })
    }
}

/// Builds the network whose costs are meant.
pub fn network(space: &Space, assignment: &Assignment, built: Built) -> Network {
    let network = instantiate(space, assignment);
    match built {
        Built::AsBuilt => network,
        Built::Simplified => simplify(&network),
    }
}

/// The least and the greatest amount of some costs.
pub type Ranges = Vec<(CostKind, [u64; 2])>;

/// What all feasible architectures cost, where that is told at once: without building one.
pub fn told(space: &Space, kinds: &[CostKind]) -> Option<(Count, Ranges)> {
    let feasible = Feasible::new(space, kinds, TOLD).ok()?;
    let end = |kind, end| feasible.told(kind, end).map(|it| cost_of(space, &it.assignment, kind));
    let range = |kind: &CostKind| Some((*kind, [end(*kind, End::Least)?, end(*kind, End::Greatest)?]));
    let ranges = kinds.iter().map(range).collect::<Option<Vec<_>>>()?;
    Some((feasible.count(), ranges))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;

    #[test]
    fn a_small_space_is_looked_at_one_by_one() {
        let survey = survey(&example::space(), Effort::QUICK, &ProgressBar::hidden()).unwrap();
        assert_eq!((survey.coverage, survey.looked_at), (Coverage::Every, 4));
        // `width` 8 costs 72 + 80 parameters, `width` 16 144 + 160, and 250 are allowed.
        assert_eq!(survey.feasible.len(), 2);
    }

    #[test]
    fn a_large_space_is_sampled() {
        let effort = Effort { every: 1, draws: 10, seed: 1 };
        let survey = survey(&example::space(), effort, &ProgressBar::hidden()).unwrap();
        assert_eq!((survey.coverage, survey.looked_at), (Coverage::Sample, 10));
    }

    #[test]
    fn the_median_of_an_even_number_is_one_of_them() {
        let spread = Spread::of(vec![5, 1, 9, 3]).unwrap();
        assert_eq!((spread.least, spread.median, spread.greatest), (1, 3, 9));
        assert_eq!(Spread::of(vec![]), None);
    }
}
