//! How many different sequences there are, each made of one item of a first set, one of a second, and so on.
//!
//! Concatenations of different sequences may be equal: `a` and `bc` are what `ab` and `c` are. So a product of sets of
//! sequences is a nondeterministic automaton, which the subset construction makes deterministic; the words of that are
//! counted. Several products together are one automaton with several starts.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use num_bigint::BigUint;
use rustc_hash::FxBuildHasher;

/// A symbol of a sequence.
pub(super) type Symbol = u32;

/// One item of a set.
pub(super) type Sequence = Box<[Symbol]>;

/// A set of sequences, by number.
pub(super) type SetId = u32;

/// A place in a product: which product, which of its sets, which item of the set, how many symbols of it are read.
type Place = (u32, u32, u32, u32);

/// Where a word may be: all places, in order.
type Front = Box<[Place]>;

/// Products of sets of sequences.
#[derive(Debug, Default)]
pub(super) struct Products {
    /// The sets.
    pub(super) sets: Vec<Vec<Sequence>>,
    /// The sets that each product is made of.
    pub(super) products: Vec<Vec<SetId>>,
}

/// More fronts than are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

impl Products {
    /// Counts the different sequences of all products together, with no more than so many steps.
    pub(super) fn count(&self, limit: usize) -> Result<BigUint, TooMany> {
        let mut counter = Counter { products: self, known: IndexMap::default(), left: limit };
        let mut start = BTreeSet::new();
        let mut is_word = false;
        for product in 0..self.products.len() {
            is_word |= self.enter(product as u32, 0, &mut start);
        }
        let start: Front = start.into_iter().collect();
        Ok(counter.count(&start)? + BigUint::from(u32::from(is_word)))
    }

    /// Adds the places before each symbol that may come next at the start of a set; returns whether the word may end.
    fn enter(&self, product: u32, set: u32, places: &mut BTreeSet<Place>) -> bool {
        let Some(id) = self.products[product as usize].get(set as usize) else { return true };
        let mut is_end = false;
        let mut may_be_empty = false;
        for (item, sequence) in self.sets[*id as usize].iter().enumerate() {
            if sequence.is_empty() {
                may_be_empty = true;
            } else {
                places.insert((product, set, item as u32, 0));
            }
        }
        if may_be_empty {
            is_end = self.enter(product, set + 1, places);
        }
        is_end
    }

    fn sequence(&self, (product, set, item, _): Place) -> &[Symbol] {
        &self.sets[self.products[product as usize][set as usize] as usize][item as usize]
    }
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
        self.left = self.left.checked_sub(front.len()).ok_or(TooMany)?;
        let mut next: BTreeMap<Symbol, (BTreeSet<Place>, bool)> = BTreeMap::new();
        for place in front {
            let sequence = self.products.sequence(*place);
            let (product, set, item, read) = *place;
            let (places, is_word) = next.entry(sequence[read as usize]).or_default();
            if read as usize + 1 == sequence.len() {
                *is_word |= self.products.enter(product, set + 1, places);
            } else {
                places.insert((product, set, item, read + 1));
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
        let mut all = Products::default();
        for product in products {
            let mut ids = vec![];
            for set in *product {
                ids.push(all.sets.len() as u32);
                all.sets.push(set.iter().map(|it| it.bytes().map(u32::from).collect()).collect());
            }
            all.products.push(ids);
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
