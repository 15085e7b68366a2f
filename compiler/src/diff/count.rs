//! How many architectures: exactly, or between two numbers that are certain.

use num_bigint::BigUint;
use num_traits::ToPrimitive as _;

use super::joint::Joint;
use crate::{
    automaton::Paths,
    cost::is_feasible,
    feasible::{self, Count, Feasible, STATES},
};

/// The most candidates that are asked for constraints that are no bounds of sums.
const ASKED: u32 = 4_000;

/// Counts the architectures of a space.
pub(super) fn of(feasible: &Feasible<'_>) -> Count {
    let count = feasible.count();
    match (&count, few(feasible.candidates())) {
        (Count::Between(..), Some(few)) => {
            let is_feasible = |it: &u32| feasible.candidate(BigUint::from(*it)).is_some_and(|it| it.1);
            Count::Exact((0..few).filter(is_feasible).count().into())
        }
        _ => count,
    }
}

/// Counts the architectures that two spaces share.
pub(super) fn of_joint(joint: &Joint<'_>) -> Count {
    let (paths, count) = feasible::count(&joint.automaton, STATES);
    match (&count, few(paths.count())) {
        (Count::Between(..), Some(few)) => {
            Count::Exact((0..few).filter(|it| is_in_both(joint, &paths, *it)).count().into())
        }
        _ => count,
    }
}

fn is_in_both(joint: &Joint<'_>, paths: &Paths, number: u32) -> bool {
    let Some(path) = paths.get(number.into()) else { return false };
    joint.apart(&path.assignment).iter().all(|(space, assignment)| is_feasible(space, assignment))
}

fn few(count: &BigUint) -> Option<u32> {
    count.to_u32().filter(|it| *it <= ASKED)
}

/// Counts what is left of some architectures without a part of them.
pub(super) fn difference(all: &Count, part: &Count) -> Count {
    let (all_least, all_most) = ends(all);
    let (part_least, part_most) = ends(part);
    let minus = |from: &BigUint, it: &BigUint| if from > it { from - it } else { BigUint::ZERO };
    let (least, most) = (minus(all_least, part_most), minus(all_most, part_least));
    Count::between(least, most)
}

fn ends(count: &Count) -> (&BigUint, &BigUint) {
    match count {
        Count::Exact(it) => (it, it),
        Count::Between(least, most) => (least, most),
    }
}
