//! Neighbouring segments that share decisions.

use std::ops::Range;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Keys;
use crate::ir::{DecisionId, Space};

/// The most architectures of segments that are taken together.
const ARCHITECTURES: usize = 10_000;

/// Segments that are taken together.
pub(super) struct Block {
    pub(super) segments: Range<usize>,
    /// The decisions that they depend on, ascending.
    pub(super) decisions: Vec<DecisionId>,
}

/// By decision, from the first segment that depends on it up to behind the last.
type Reach = IndexMap<DecisionId, Range<usize>, FxBuildHasher>;

/// Takes segments together: for one decision after another, those that reach least far first, all segments from the first
/// that depends on it to the last, unless that has too many architectures.
pub(super) fn blocks(space: &Space, keys: &Keys<'_>) -> Vec<Block> {
    let reach = reach(keys);
    let mut shared: Vec<(DecisionId, Range<usize>)> =
        reach.iter().filter(|(_, it)| it.len() > 1).map(|(id, it)| (*id, it.clone())).collect();
    shared.sort_by_key(|(id, range)| (range.len(), *id));
    let mut blocks: Vec<Range<usize>> = (0..keys.segments().len()).map(|it| it..it + 1).collect();
    for (_, range) in shared {
        let first = blocks.partition_point(|it| it.end <= range.start);
        let last = blocks.partition_point(|it| it.start < range.end);
        let whole = blocks[first].start..blocks[last - 1].end;
        if is_small(space, &reach, &whole) {
            blocks.splice(first..last, [whole]);
        }
    }
    blocks.into_iter().map(|it| Block { decisions: decisions(keys, it.clone()), segments: it }).collect()
}

fn reach(keys: &Keys<'_>) -> Reach {
    let mut reach = Reach::default();
    for (number, segment) in keys.segments().iter().enumerate() {
        for decision in &segment.decisions {
            reach.entry(*decision).or_insert(number..number).end = number + 1;
        }
    }
    reach
}

/// Whether the decisions of no other segments have few values together.
fn is_small(space: &Space, reach: &Reach, whole: &Range<usize>) -> bool {
    let within = reach.iter().filter(|(_, it)| whole.start <= it.start && it.end <= whole.end);
    let mut sizes = within.map(|(id, _)| space.decision(*id).domain.size());
    sizes.try_fold(1_usize, |product, it| product.checked_mul(it).filter(|it| *it <= ARCHITECTURES)).is_some()
}

fn decisions(keys: &Keys<'_>, segments: Range<usize>) -> Vec<DecisionId> {
    let mut decisions: Vec<DecisionId> =
        keys.segments()[segments].iter().flat_map(|it| it.decisions.iter().copied()).collect();
    decisions.sort_unstable();
    decisions.dedup();
    decisions
}
