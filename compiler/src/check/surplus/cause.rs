//! The constraints that are to blame: a smallest set of them that suffices.

use indexmap::IndexMap;

use super::{
    Taken,
    place::{Finding, Made, Place},
};
use crate::{
    check::feasible::{needed, with_only},
    diagram::TooEntangled,
    feasible::Superset,
    ir::Space,
};

/// The most constraints of which a smallest set is sought.
const CONSTRAINTS: usize = 16;

/// What sets of constraints leave of a space, each found once.
#[derive(Debug, Default)]
pub(super) struct Causes {
    /// By the space's name and constraints.
    known: IndexMap<(String, Vec<usize>), Taken>,
}

impl Causes {
    /// Returns constraints of the first space in which a place is, without any of which the finding would not be certain;
    /// none where there are too many to try.
    pub(super) fn of(&mut self, place: &Place<'_>, finding: &Finding) -> Vec<usize> {
        let Some(Made { space, .. }) = place.decisions.first() else { return vec![] };
        let all: Vec<usize> = (0..space.constraints.len()).collect();
        if all.len() > CONSTRAINTS {
            return vec![];
        }
        let suffices = |kept: &[usize]| Ok(place.holds(finding, space, &self.taken(space, kept)?));
        needed(all, suffices).unwrap_or_default()
    }

    fn taken(&mut self, space: &Space, constraints: &[usize]) -> Result<Taken, TooEntangled> {
        let key = (space.name.clone(), constraints.to_vec());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let taken = Superset::new(&with_only(space, constraints))?.within.taken();
        self.known.insert(key, taken.clone());
        Ok(taken)
    }
}
