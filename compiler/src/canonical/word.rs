//! How many different sequences there are, each made of one item of a first set, one of a second, and so on.
//!
//! Concatenations of different sequences may be equal: `a` and `bc` are what `ab` and `c` are. So a product of sets of
//! sequences is a nondeterministic automaton, which the subset construction makes deterministic; the words of that are
//! counted. Several products together are one automaton with several starts. Each set is held as a tree of prefixes, and
//! products that end alike share their ends.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};
use num_bigint::BigUint;
use rustc_hash::FxBuildHasher;

/// A symbol of a sequence.
pub(super) type Symbol = u32;

/// One item of a set.
pub(super) type Sequence = Box<[Symbol]>;

/// A set of sequences, by number.
pub(super) type SetId = u32;

/// More steps than are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

/// What follows a symbol, and whether a sequence may end before that.
#[derive(Debug, Default)]
struct Prefix {
    longer: BTreeMap<Symbol, usize>,
    is_whole: bool,
}

/// A set, and the number of the link of which the rest of the product is.
type Link = (SetId, Option<u32>);

/// Where a word may be: in which link, after which prefix of its set.
type Place = (u32, usize);

/// All places where a word may be, in order.
type Front = Box<[Place]>;

/// Products of sets of sequences.
#[derive(Debug, Default)]
pub(super) struct Products {
    /// The prefixes of each set, the empty one first.
    sets: Vec<Vec<Prefix>>,
    links: IndexSet<Link, FxBuildHasher>,
    starts: Vec<Option<u32>>,
}

impl Products {
    /// Takes the sets.
    pub(super) fn of(sets: impl IntoIterator<Item = Vec<Sequence>>) -> Self {
        Self { sets: sets.into_iter().map(|it| prefixes(&it)).collect(), ..Self::default() }
    }

    /// Adds a product of some of the sets.
    pub(super) fn add(&mut self, product: &[SetId]) {
        let start = product.iter().rev().fold(None, |rest, set| Some(self.links.insert_full((*set, rest)).0 as u32));
        self.starts.push(start);
    }

    /// Counts the different sequences of all products together, with no more than so many steps.
    pub(super) fn count(&self, limit: usize) -> Result<BigUint, TooMany> {
        let mut counter = Counter { products: self, known: IndexMap::default(), left: limit };
        let mut start = BTreeSet::new();
        let mut is_word = false;
        for link in &self.starts {
            is_word |= self.enter(*link, &mut start);
        }
        let start: Front = start.into_iter().collect();
        Ok(counter.count(&start)? + u32::from(is_word))
    }

    /// Adds the places at the start of a link, or of those after it where its set has the empty sequence. Returns whether
    /// a word may end here.
    fn enter(&self, link: Option<u32>, places: &mut BTreeSet<Place>) -> bool {
        match link {
            Some(link) => self.arrive((link, 0), places),
            None => true,
        }
    }

    fn arrive(&self, place: Place, places: &mut BTreeSet<Place>) -> bool {
        let prefix = self.prefix(place);
        if !prefix.longer.is_empty() && !places.insert(place) {
            return false;
        }
        prefix.is_whole && self.enter(self.links[place.0 as usize].1, places)
    }

    fn prefix(&self, (link, prefix): Place) -> &Prefix {
        &self.sets[self.links[link as usize].0 as usize][prefix]
    }
}

fn prefixes(set: &[Sequence]) -> Vec<Prefix> {
    let mut prefixes = vec![Prefix::default()];
    for sequence in set {
        let mut at = 0;
        for symbol in sequence {
            let new = prefixes.len();
            let next = *prefixes[at].longer.entry(*symbol).or_insert(new);
            if next == new {
                prefixes.push(Prefix::default());
            }
            at = next;
        }
        prefixes[at].is_whole = true;
    }
    prefixes
}

struct Counter<'a> {
    products: &'a Products,
    /// How many words go on from a front with at least one symbol.
    known: IndexMap<Front, BigUint, FxBuildHasher>,
    left: usize,
}

impl Counter<'_> {
    fn count(&mut self, front: &Front) -> Result<BigUint, TooMany> {
        if let Some(known) = self.known.get(front) {
            return Ok(known.clone());
        }
        let mut next: BTreeMap<Symbol, (BTreeSet<Place>, bool)> = BTreeMap::new();
        for place in front {
            let longer = &self.products.prefix(*place).longer;
            self.left = self.left.checked_sub(longer.len()).ok_or(TooMany)?;
            for (symbol, prefix) in longer {
                let (places, is_word) = next.entry(*symbol).or_default();
                *is_word |= self.products.arrive((place.0, *prefix), places);
            }
        }
        let mut count = BigUint::ZERO;
        for (places, is_word) in next.into_values() {
            let front: Front = places.into_iter().collect();
            count += stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.count(&front))?;
            count += u32::from(is_word);
        }
        self.known.insert(front.clone(), count.clone());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products(products: &[&[&[&str]]]) -> Products {
        let sets = products.iter().flat_map(|it| it.iter());
        let sequences = |it: &&[&str]| it.iter().map(|it| it.bytes().map(u32::from).collect()).collect();
        let mut all = Products::of(sets.map(sequences).collect::<Vec<Vec<Sequence>>>());
        let mut first = 0;
        for product in products {
            let ids: Vec<SetId> = (first..first + product.len() as u32).collect();
            first += product.len() as u32;
            all.add(&ids);
        }
        all
    }

    fn count(all: &[&[&[&str]]]) -> BigUint {
        products(all).count(1_000_000).unwrap()
    }

    #[test]
    fn sequences_of_one_length_multiply() {
        assert_eq!(count(&[&[&["a", "b"], &["a", "c", "d"]]]), 6_u32.into());
    }

    #[test]
    fn equal_concatenations_count_once() {
        // ac, abc in two ways, abbc
        assert_eq!(count(&[&[&["a", "ab"], &["c", "bc"]]]), 3_u32.into());
    }

    #[test]
    fn optional_symbols_are_counted_by_how_many_there_are() {
        let optional: &[&str] = &["", "a"];
        assert_eq!(count(&[&[optional; 30]]), 31_u32.into());
    }

    #[test]
    fn several_products_are_a_union() {
        assert_eq!(count(&[&[&["a", "b"]], &[&["b"], &["", "c"]], &[&[""]]]), 4_u32.into());
    }

    #[test]
    fn too_much_work_is_refused() {
        let binary: &[&str] = &["a", "b"];
        assert_eq!(products(&[&[binary; 30]]).count(10), Err(TooMany));
    }
}
