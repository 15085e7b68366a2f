//! The least and the greatest cost where paths do not tell it: a search through the decisions.
//!
//! A region of architectures says what each decision may still take; what they cost lies between two bounds (`rough`). Good
//! architectures are found first (`climb`). Where one reaches the bound of all, that is the end. Otherwise regions are
//! looked for that cost no less than it, until they cover everything (`cover`). It gives up after so much work, and then
//! still tells what no architecture goes beyond.

mod climb;
mod cover;
mod exclusive;
mod hull;
mod interval;
mod presence;
mod region;
mod rough;

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    automaton::{Automaton, Path, Prefix},
    ir::{CostKind, Space},
};
use climb::{Best, Goal, climb};
use cover::Cover;
use rough::Rough;

/// How many expressions, nodes and edges are looked at.
const WORK: usize = 550_000_000;

/// How many of them while good architectures are looked for.
const CLIMB: usize = 120_000_000;

/// After how many starts that lead to nothing better no further one is tried.
const IDLE: usize = 3;

/// How many beginnings of paths are looked at, however small the space is.
const BEGUN: usize = 200_000;

/// An end of what architectures cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// What is known of an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extreme {
    /// This architecture has it.
    Of(Path),
    /// No architecture goes beyond so much; it is not known whether one reaches it.
    Within(u64),
    /// There is no architecture.
    None,
}

/// Looks for an end of a cost among the paths of an automaton that are feasible.
pub(crate) fn extreme(
    space: &Space,
    automaton: &Automaton,
    (kind, end): (CostKind, End),
    starts: &[Path],
    is_feasible: impl Fn(&Path) -> bool,
) -> Extreme {
    let t = std::time::Instant::now();
    let goal = Goal { space, automaton, kind, end };
    let mut rough = Rough::new(space, kind);
    let all = rough.layout.all();
    let bound = goal.bound(&mut rough, &all, None);
    let mut best: Option<Best> = None;
    let preferred = rough.preferred(&all, end);
    let guesses = [automaton.path_along(&preferred), automaton.path_along(&vec![Some(0); preferred.len()])];
    let starts = guesses.into_iter().flatten().chain(starts.iter().cloned());
    let mut room = std::env::var("C").map_or(CLIMB, |it| it.parse().unwrap());
    let dbg = std::env::var("ENDS_DEBUG").is_ok();
    if dbg { eprintln!("{kind:?} {end:?} prepared {:?} root {bound} work {} edges {}", t.elapsed(), rough.work(), automaton.size()); }
    let mut idle = 0;
    for start in starts {
        if idle >= IDLE || best.as_ref().is_some_and(|it| it.cost <= bound) {
            break;
        }
        if !is_feasible(&start) { continue; }
        let before = goal.cost(&start.assignment);
        let found = climb(goal, &mut rough, start, bound, &mut room, &is_feasible);
        if dbg { eprintln!("  climb {before} -> {} room {room} {:?}", found.cost, t.elapsed()); }
        idle += 1;
        if best.as_ref().is_none_or(|it| found.cost < it.cost) {
            best = Some(found);
            idle = 0;
        }
    }
    if best.as_ref().is_some_and(|it| it.cost <= bound) {
        return best.map_or(Extreme::None, |it| Extreme::Of(it.path));
    }
    let mut cover = Cover::new(goal, rough, best, &is_feasible, std::env::var("W").map_or(WORK, |it| it.parse().unwrap()));
    let is_proven = cover.run();
    if dbg { eprintln!("  cover proven {is_proven} best {:?} learned {} evals {} {:?}", cover.best.as_ref().map(|it| it.cost), cover.learned.len(), cover.evals, t.elapsed()); }
    match (is_proven, cover.best) {
        (true, best) => best.map_or(Extreme::None, |it| Extreme::Of(it.path)),
        (false, _) => Extreme::Within(bound.unsigned_abs()),
    }
}
