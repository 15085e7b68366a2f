//! How many different networks there are.
//!
//! # By parts
//!
//! The parts of a network are those of the space's segments, one after another (see [`super::Keys`]), so a network is a
//! word over parts, and different words are different networks. Neighbouring segments that share decisions are taken
//! together as a *block*, as long as that has few architectures. Decisions that several blocks depend on, directly or
//! through constraints and conditions, are *common*. Once they are fixed, every block goes its own way: the words are
//! all concatenations of one sequence from each block. So the networks are the union of products of sets of sequences,
//! one product for every choice of the common decisions, and the words of that union are counted exactly
//! ([`super::word`]). Nothing is assumed about where one block ends and the next begins: networks that
//! coincide across blocks are counted once.
//!
//! That needs every segment to have parts of its own in every case, and the constraints to be over decisions.
//!
//! # One by one
//!
//! Otherwise every architecture's key is found, if there are not too many.

use std::ops::Range;

use indexmap::{IndexMap, IndexSet};
use num_bigint::BigUint;
use num_traits::ToPrimitive as _;
use rustc_hash::FxBuildHasher;

use super::{
    Key, Keys,
    block::{Block, blocks},
    groups::Groups,
    label::PartKey,
    word::{Products, Sequence, SetId},
};
use crate::{
    automaton::{Automaton, Rounding},
    check::has_cost,
    cost::is_feasible,
    diagram::TooEntangled,
    feasible::STATES,
    ir::{Assignment, DecisionId, Space},
};

/// How different networks were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The networks are made of independent segments, whose forms were combined.
    Segments {
        /// How many architectures of single segments were looked at.
        looked_at: u64,
    },
    /// The key of every architecture was found.
    Architectures {
        /// How many there are.
        looked_at: u64,
    },
}

/// How many different networks a space has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// How many: exact up to the hash of [`Key`].
    pub count: BigUint,
    /// How they were counted.
    pub method: Method,
}

/// Why different networks are not counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Infeasible {
    /// The decisions depend on each other in too many ways.
    #[error("its decisions are too entangled")]
    TooEntangled,
    /// Whether two networks with tied weights are the same is not known.
    #[error("its operations share weights")]
    Tied,
    /// It takes more than the limit.
    #[error("it has {architectures} architectures, and what can be counted apart is not within the limit either")]
    TooMany {
        /// How many architectures would have to be looked at.
        architectures: BigUint,
    },
}

impl From<TooEntangled> for Infeasible {
    fn from(_: TooEntangled) -> Self {
        Self::TooEntangled
    }
}

/// Counts the different networks of the feasible architectures of a space, looking at no more than `limit` architectures,
/// of the whole or of its segments.
///
/// # Errors
/// The decisions are too entangled, there are too many architectures, or operations share weights.
pub fn unique(space: &Space, limit: u64) -> Result<Unique, Infeasible> {
    if space.shares_weights() {
        return Err(Infeasible::Tied);
    }
    let automaton = Automaton::new(space, &[])?.within(Rounding::Exact, STATES).ok_or(TooEntangled)?;
    let mut keys = Keys::new(space);
    let over_decisions = space.constraints.iter().all(|it| !has_cost(space, it.condition));
    if over_decisions && let Some(found) = by_segments(space, &automaton, &mut keys, limit) {
        return Ok(found);
    }
    let architectures = automaton.count();
    match architectures.to_u64() {
        Some(looked_at) if looked_at <= limit => {
            let count = one_by_one(space, &automaton, &mut keys);
            Ok(Unique { count, method: Method::Architectures { looked_at } })
        }
        _ => Err(Infeasible::TooMany { architectures }),
    }
}

fn one_by_one(space: &Space, automaton: &Automaton, keys: &mut Keys<'_>) -> BigUint {
    let mut found = IndexSet::<Key, FxBuildHasher>::default();
    let is_complete = automaton.is_complete();
    let feasible = automaton.assignments().filter(|it| is_complete || is_feasible(space, it));
    found.extend(feasible.map(|it| keys.of(&it)));
    found.len().into()
}

// By segments

/// The way is barred: a segment has no parts of its own, or there is too much to look at.
struct Barred;

/// How decisions hang together.
struct Division {
    /// Segments that are taken together.
    blocks: Vec<Block>,
    /// The decisions that several blocks depend on, directly or together with others.
    common: IndexSet<DecisionId, FxBuildHasher>,
    /// Once the common ones are fixed, no group concerns two blocks.
    groups: Groups,
}

impl Division {
    fn new(space: &Space, keys: &Keys<'_>) -> Self {
        let blocks = blocks(space, keys);
        let mut users = vec![0_u32; space.decisions.len()];
        for block in &blocks {
            block.decisions.iter().for_each(|it| users[it.0 as usize] += 1);
        }
        let shared = every(space).filter(|it| users[it.0 as usize] > 1).collect();
        let groups = groups(space, &shared);
        let mut division = Self { blocks, common: shared, groups };
        let more = division.spanning(space);
        division.common.extend(more);
        division
    }

    /// The decisions of groups that concern several blocks.
    fn spanning(&self, space: &Space) -> Vec<DecisionId> {
        let mut concerned: IndexMap<usize, IndexSet<usize, FxBuildHasher>, FxBuildHasher> = IndexMap::default();
        for (number, block) in self.blocks.iter().enumerate() {
            for group in self.groups_of(block) {
                concerned.entry(group).or_default().insert(number);
            }
        }
        let spans = |it: &DecisionId| concerned.get(&self.groups.of(*it)).is_some_and(|it| it.len() > 1);
        every(space).filter(|it| !self.common.contains(it) && spans(it)).collect()
    }

    /// The groups of those decisions of a block that are not common.
    fn groups_of(&self, block: &Block) -> Vec<usize> {
        block.decisions.iter().filter(|it| !self.common.contains(*it)).map(|it| self.groups.of(*it)).collect()
    }
}

fn every(space: &Space) -> impl Iterator<Item = DecisionId> {
    (0..space.decisions.len()).map(|it| DecisionId(it as u32))
}

/// Decisions in groups that depend on each other once the shared ones are fixed.
fn groups(space: &Space, shared: &IndexSet<DecisionId, FxBuildHasher>) -> Groups {
    let mut groups = Groups::new(every(space));
    let free =
        |id| -> Vec<DecisionId> { space.exprs.decisions(id).into_iter().filter(|it| !shared.contains(it)).collect() };
    for id in every(space).filter(|it| !shared.contains(it)) {
        groups.join(id, &free(space.decision(id).active));
    }
    for constraint in &space.constraints {
        if let [first, rest @ ..] = &free(constraint.condition)[..] {
            groups.join(*first, rest);
        }
    }
    groups
}

/// The products of a space's segments, as far as they are known.
struct Segments<'a, 'b> {
    keys: &'b mut Keys<'a>,
    division: Division,
    symbols: IndexSet<PartKey, FxBuildHasher>,
    sets: IndexSet<Vec<Sequence>, FxBuildHasher>,
    products: Vec<Vec<SetId>>,
    left: u64,
}

fn by_segments(space: &Space, automaton: &Automaton, keys: &mut Keys<'_>, limit: u64) -> Option<Unique> {
    let division = Division::new(space, keys);
    let (symbols, sets) = (IndexSet::default(), IndexSet::default());
    let mut segments = Segments { keys, division, symbols, sets, products: vec![], left: limit };
    segments.choose(automaton, 0).ok()?;
    let looked_at = limit - segments.left;
    let mut products = Products::of(segments.sets);
    segments.products.iter().for_each(|it| products.add(it));
    let count = products.count(usize::try_from(limit).unwrap_or(usize::MAX)).ok()?;
    Some(Unique { count, method: Method::Segments { looked_at } })
}

impl Segments<'_, '_> {
    /// Fixes the common decisions from one on to all values that they take together.
    fn choose(&mut self, automaton: &Automaton, from: usize) -> Result<(), Barred> {
        let Some(next) = self.division.common.get_index(from).copied() else { return self.add(automaton) };
        for index in automaton.values(next) {
            self.left = self.left.checked_sub(1).ok_or(Barred)?;
            let fixed = automaton.only(|id, it| id != next || it == index);
            stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.choose(&fixed, from + 1))?;
        }
        Ok(())
    }

    /// Adds the product of the architectures in which the common decisions are fixed.
    fn add(&mut self, fixed: &Automaton) -> Result<(), Barred> {
        let Some(some) = fixed.assignments().next() else { return Ok(()) };
        let mut product = Vec::with_capacity(self.division.blocks.len());
        for at in 0..self.division.blocks.len() {
            let block = &self.division.blocks[at];
            let own = self.division.groups_of(block);
            let segments = block.segments.clone();
            let set = if own.is_empty() {
                self.left = self.left.checked_sub(1).ok_or(Barred)?;
                vec![self.sequence(segments, &some)?]
            } else {
                // What others decide makes no difference here, so it stays as it is in some architecture.
                let is_own = |id: DecisionId| own.contains(&self.division.groups.of(id));
                self.set(&segments, &fixed.only(|id, index| is_own(id) || index == some.0[id.0 as usize]))?
            };
            product.push(self.sets.insert_full(set).0 as SetId);
        }
        self.products.push(product);
        Ok(())
    }

    fn set(&mut self, segments: &Range<usize>, automaton: &Automaton) -> Result<Vec<Sequence>, Barred> {
        if automaton.count() > self.left.into() {
            return Err(Barred);
        }
        let mut set = IndexSet::<Sequence, FxBuildHasher>::default();
        for assignment in automaton.assignments() {
            self.left = self.left.checked_sub(1).ok_or(Barred)?;
            set.insert(self.sequence(segments.clone(), &assignment)?);
        }
        set.sort_unstable();
        Ok(set.into_iter().collect())
    }

    fn sequence(&mut self, segments: Range<usize>, assignment: &Assignment) -> Result<Sequence, Barred> {
        let mut sequence = vec![];
        for number in segments {
            let parts = self.keys.segment_parts(number, assignment).ok_or(Barred)?;
            sequence.extend(parts.iter().map(|it| self.symbols.insert_full(*it).0 as u32));
        }
        Ok(sequence.into())
    }
}
