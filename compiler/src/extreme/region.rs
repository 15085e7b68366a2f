//! Sets of architectures: what each decision may still take.

use crate::ir::{Assignment, DecisionId, Space};

/// Where the values of each decision are in a region.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// By decision: the position of its first word, and how many values it has.
    places: Vec<(usize, usize)>,
    words: usize,
}

/// Values of each decision, one bit each. Every architecture that takes only such values belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region(Vec<u64>);

impl Layout {
    pub(super) fn new(space: &Space) -> Self {
        let mut words = 0;
        let mut place = |size: usize| {
            let first = words;
            words += size.div_ceil(64);
            (first, size)
        };
        let places = space.decisions.iter().map(|it| place(it.domain.size().max(1))).collect();
        Self { places, words }
    }

    /// Every architecture.
    pub(super) fn all(&self) -> Region {
        let mut region = Region(vec![0; self.words]);
        (0..self.places.len()).for_each(|it| self.widen(&mut region, it));
        region
    }

    /// No architecture.
    pub(super) fn none(&self) -> Region {
        Region(vec![0; self.words])
    }

    /// One architecture.
    pub(super) fn only(&self, assignment: &Assignment) -> Region {
        let mut region = Region(vec![0; self.words]);
        assignment.0.iter().enumerate().for_each(|(decision, index)| self.set(&mut region, decision, *index));
        region
    }

    /// How many decisions there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many values a decision has.
    pub(super) fn size(&self, decision: usize) -> usize {
        self.places[decision].1
    }

    /// The words of a decision.
    pub(super) fn words<'a>(&self, region: &'a Region, decision: usize) -> &'a [u64] {
        let (first, size) = self.places[decision];
        &region.0[first..first + size.div_ceil(64)]
    }

    /// The values of a decision that has no more than 64.
    pub(super) fn word(&self, region: &Region, decision: usize) -> u64 {
        region.0[self.places[decision].0]
    }

    /// Whether the values of a decision fit in one word.
    pub(super) fn is_small(&self, decision: DecisionId) -> bool {
        self.size(decision.0 as usize) <= 64
    }

    /// Whether a decision may take a value.
    pub(super) fn allows(&self, region: &Region, decision: usize, index: u32) -> bool {
        let (word, bit) = self.bit(decision, index);
        region.0[word] & bit != 0
    }

    /// Allows one value more.
    pub(super) fn allow(&self, region: &mut Region, decision: usize, index: u32) {
        let (word, bit) = self.bit(decision, index);
        region.0[word] |= bit;
    }

    /// Allows one value only.
    pub(super) fn set(&self, region: &mut Region, decision: usize, index: u32) {
        let (first, size) = self.places[decision];
        region.0[first..first + size.div_ceil(64)].fill(0);
        self.allow(region, decision, index);
    }

    /// Allows every value.
    pub(super) fn widen(&self, region: &mut Region, decision: usize) {
        let (first, size) = self.places[decision];
        for (at, word) in region.0[first..first + size.div_ceil(64)].iter_mut().enumerate() {
            *word = u64::MAX >> (64 - (size - 64 * at).min(64));
        }
    }

    /// The values of a decision, ascending.
    pub(super) fn values<'a>(&'a self, region: &'a Region, decision: usize) -> impl Iterator<Item = u32> + 'a {
        (0..self.size(decision) as u32).filter(move |it| self.allows(region, decision, *it))
    }

    /// How many values a decision may take.
    pub(super) fn count(&self, region: &Region, decision: usize) -> usize {
        self.words(region, decision).iter().map(|it| it.count_ones() as usize).sum()
    }

    /// What two regions have in common, except of one decision, which takes the values of either.
    pub(super) fn resolve(&self, left: &Region, right: &Region, decision: usize) -> Region {
        let mut both = Region(left.0.iter().zip(&right.0).map(|(left, right)| left & right).collect());
        let (first, size) = self.places[decision];
        for at in first..first + size.div_ceil(64) {
            both.0[at] = left.0[at] | right.0[at];
        }
        both
    }

    fn bit(&self, decision: usize, index: u32) -> (usize, u64) {
        (self.places[decision].0 + index as usize / 64, 1 << (index % 64))
    }
}

impl Region {
    /// Whether all of another region belongs to it.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| other & !own == 0)
    }
}
