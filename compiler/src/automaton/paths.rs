//! The paths of an automaton, counted: how many, any one of them, the cheapest.

use num_bigint::BigUint;
use num_traits::{NumAssign, ToPrimitive as _};
use rand::Rng;

use super::{
    Automaton, draw,
    halves::{Halves, Held},
};
use crate::ir::Assignment;

/// How many sums are told apart in place of each state that is not made: tables of sums are that much smaller.
const SUMS: usize = 50;

/// An architecture and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The architecture.
    pub assignment: Assignment,
    /// The sum of each quantity.
    pub sums: Vec<i64>,
}

/// An automaton whose paths are counted: all of them, or those that meet its bounds.
#[derive(Debug, Clone)]
pub struct Paths {
    automaton: Automaton,
    ways: Numbers,
    count: BigUint,
}

/// How paths are counted: with machine numbers where they fit.
#[derive(Debug, Clone)]
enum Numbers {
    Machine(Counts<u128>),
    Big(Counts<BigUint>),
}

#[derive(Debug, Clone)]
enum Counts<N> {
    /// How many paths lead from each state to the last one.
    States(Vec<N>),
    Halves(Halves<N>),
}

impl<N: NumAssign + PartialOrd + Clone> Counts<N> {
    fn count(&self) -> N {
        match self {
            Self::States(counts) => counts.first().cloned().unwrap_or_else(N::zero),
            Self::Halves(halves) => halves.count(),
        }
    }

    /// The path with a number, which exists.
    fn get(&self, automaton: &Automaton, number: N) -> Path {
        match self {
            Self::States(counts) => automaton.numbered(number, counts),
            Self::Halves(halves) => halves.get(automaton, number),
        }
    }
}

impl Paths {
    /// Counts all paths.
    pub fn new(automaton: Automaton) -> Self {
        let ways = match automaton.machine() {
            Some(counts) => Numbers::Machine(Counts::States(counts)),
            None => Numbers::Big(Counts::States(automaton.big())),
        };
        Self::counted(automaton, ways)
    }

    /// Counts the paths that meet the bounds; nothing if that takes more than so many states, or the sums in their place.
    pub fn within(automaton: &Automaton, states: usize) -> Option<Self> {
        let (automaton, rest) = automaton.met(states / SUMS);
        if rest.is_empty() {
            return Some(Self::new(automaton));
        }
        let held = automaton.held(&rest)?;
        Self::held(automaton, held, states)
    }

    /// Counts the paths that meet one of the bounds, whichever fewest do, and those that take few states; nothing if that
    /// takes too many.
    pub(crate) fn within_one(automaton: &Automaton, states: usize) -> Option<Self> {
        let (automaton, rest) = automaton.met(states / SUMS);
        let held = rest.iter().filter_map(|it| automaton.held(std::slice::from_ref(it)));
        let paths = held.filter_map(|it| Self::held(automaton.clone(), it, states));
        paths.min_by(|it, other| it.count.cmp(&other.count))
    }

    /// Counts the paths whose sum is within bounds.
    fn held(automaton: Automaton, held: Held, states: usize) -> Option<Self> {
        let room = states.saturating_mul(SUMS);
        let ways = match automaton.machine() {
            Some(_) => Numbers::Machine(Counts::Halves(Halves::new(&automaton, held, room)?)),
            None => Numbers::Big(Counts::Halves(Halves::new(&automaton, held, room / 2)?)),
        };
        Some(Self::counted(automaton, ways))
    }

    fn counted(automaton: Automaton, ways: Numbers) -> Self {
        let count = match &ways {
            Numbers::Machine(it) => it.count().into(),
            Numbers::Big(it) => it.count(),
        };
        Self { automaton, ways, count }
    }

    /// Returns the automaton. It may have more paths.
    pub fn automaton(&self) -> &Automaton {
        &self.automaton
    }

    /// Returns how many there are.
    pub fn count(&self) -> &BigUint {
        &self.count
    }

    /// Returns the path with a number, from 0. The order is fixed by the space.
    pub fn get(&self, number: BigUint) -> Option<Path> {
        if number >= self.count {
            return None;
        }
        Some(match &self.ways {
            Numbers::Machine(it) => it.get(&self.automaton, number.to_u128()?),
            Numbers::Big(it) => it.get(&self.automaton, number),
        })
    }

    /// Draws a path, each equally likely; nothing if there is none.
    pub fn draw(&self, rng: &mut impl Rng) -> Option<Path> {
        match &self.ways {
            Numbers::Machine(it) => {
                let count = it.count();
                (count > 0).then(|| it.get(&self.automaton, draw::below_machine(count, rng)))
            }
            Numbers::Big(_) => self.get(draw::below(&self.count, rng)),
        }
    }

    /// Returns the path with the least sum, or peak, of a quantity.
    pub fn least(&self, quantity: usize) -> Option<Path> {
        self.extreme(quantity, i64::min)
    }

    /// Returns the path with the greatest sum, or peak, of a quantity.
    pub fn greatest(&self, quantity: usize) -> Option<Path> {
        self.extreme(quantity, i64::max)
    }

    fn extreme(&self, quantity: usize, choose: fn(i64, i64) -> i64) -> Option<Path> {
        // Mostly the cheapest of all paths is one of these.
        let of_all = self.automaton.extreme(quantity, choose)?;
        match &self.ways {
            Numbers::Machine(Counts::Halves(halves)) if !halves.holds(&self.automaton, &of_all) => {
                halves.extreme(&self.automaton, quantity, choose)
            }
            Numbers::Big(Counts::Halves(halves)) if !halves.holds(&self.automaton, &of_all) => {
                halves.extreme(&self.automaton, quantity, choose)
            }
            _ => Some(of_all),
        }
    }
}
