//! Keys of architectures, without building every network anew.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    Key,
    graph::Graph,
    key, key_of,
    label::PartKey,
    part,
    segment::{Segment, segments},
};
use crate::{
    instantiate::{instantiate, instantiate_part},
    ir::{Assignment, Space},
};

/// A pattern, and the values of the decisions that it depends on.
type Case = (usize, Box<[u32]>);

/// The parts of a segment; nothing where they are no matter of the segment alone.
type Parts = Option<Box<[PartKey]>>;

/// Gives the keys of a space's architectures.
///
/// Each segment of the space is brought to its normal form once for all values of the decisions that it depends on, and
/// segments that are alike share their forms. The parts of a network are the parts of its segments one after another, as
/// long as each segment depends on what comes before it and no merge is joined across a cut. Where that does not hold, the
/// network is built.
///
/// Which weights are shared is no part of a key: of a space whose operations are tied, networks with equal keys may differ.
#[derive(Debug)]
pub struct Keys<'a> {
    space: &'a Space,
    segments: Vec<Segment>,
    /// The parts of each segment in each case.
    known: IndexMap<Case, Parts, FxBuildHasher>,
}

impl<'a> Keys<'a> {
    /// Prepares a space.
    pub fn new(space: &'a Space) -> Self {
        Self { space, segments: segments(space), known: IndexMap::default() }
    }

    /// Returns the key of an architecture: that of its network.
    pub fn of(&mut self, assignment: &Assignment) -> Key {
        match self.parts(assignment) {
            Some(parts) => key_of(&parts),
            None => key(&instantiate(self.space, assignment)),
        }
    }

    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Returns the parts of one segment, by its number.
    pub(super) fn segment_parts(&mut self, number: usize, assignment: &Assignment) -> Option<&[PartKey]> {
        let segment = &self.segments[number];
        let values = segment.decisions.iter().map(|it| assignment.0[it.0 as usize]).collect();
        let space = self.space;
        let known = self.known.entry((segment.pattern, values)).or_insert_with(|| find(space, segment, assignment));
        known.as_deref()
    }

    fn parts(&mut self, assignment: &Assignment) -> Option<Vec<PartKey>> {
        let mut parts = vec![];
        for number in 0..self.segments.len() {
            parts.extend_from_slice(self.segment_parts(number, assignment)?);
        }
        Some(parts)
    }
}

fn find(space: &Space, segment: &Segment, assignment: &Assignment) -> Parts {
    let graph = Graph::of(&instantiate_part(space, assignment, segment.entry, &segment.nodes)?);
    if !part::is_live(&graph) {
        return None;
    }
    let keys = part::keys(&graph);
    if segment.entry.is_none() {
        return Some(keys.into());
    }
    // The first part is the cut before the segment, which is a part of what comes before.
    (!graph.may_join_before).then(|| keys[1..].into())
}
