//! Bounds of the longest path.

use super::{
    interval::Intervals,
    presence::{Conditions, Presence},
    region::Layout,
    rough::{Amount, Ends, Place, Rough},
    uses::{Group, uses},
};
use crate::ir::Space;

/// How paths lead to nodes and on from them.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The nodes that paths are followed to: the others only add to one before them.
    forth: Vec<usize>,
    /// By node: that one before, or the node itself, and how many operations with weights there are from there on.
    before: Vec<(usize, i64)>,
    /// The nodes that paths are followed back to: from the others they go on to one only.
    back: Vec<usize>,
    /// By node, in groups: those that may take its value.
    uses: Vec<Vec<Group>>,
}

impl Paths {
    /// Finds out how paths go. What places take is from then on those that paths are followed to.
    pub(super) fn new(
        context: (&Space, &Layout, &Intervals),
        places: &mut [Place],
        conditions: &mut Conditions,
    ) -> Self {
        let output = context.0.output.0 as usize;
        let counts = |it: &Place| match it.amounts[..] {
            [Amount::Fixed([least, most])] if least == most => Some(least),
            _ => None,
        };
        let counts: Vec<Option<i64>> = places.iter().map(counts).collect();
        let mut paths = Self { uses: uses(context, places, conditions), ..Self::default() };

        for (at, place) in places.iter_mut().enumerate() {
            place.edges.iter_mut().for_each(|it| (it.node, it.between) = paths.before[it.node]);
            match (&place.edges[..], counts[at]) {
                ([only], Some(counts)) if at != output && conditions.is_certain(only.condition) => {
                    paths.before.push((only.node, only.between + counts));
                }
                _ => {
                    paths.before.push((at, 0));
                    paths.forth.push(at);
                }
            }
        }

        let mut after: Vec<(usize, i64)> = (0..places.len()).map(|it| (it, 0)).collect();
        for at in (0..places.len()).rev() {
            let uses = &mut paths.uses[at];
            uses.iter_mut().flat_map(|it| &mut it.uses).for_each(|it| (it.node, it.between) = after[it.node]);
            match (&uses[..], counts[at]) {
                ([Group { uses, .. }], Some(counts)) if uses.len() == 1 && conditions.is_certain(uses[0].condition) => {
                    after[at] = (uses[0].node, uses[0].between + counts);
                }
                _ => paths.back.push(at),
            }
        }
        paths
    }

    /// The nodes that are looked at.
    pub(super) fn nodes(&self) -> Vec<usize> {
        let mut nodes = [&self.forth[..], &self.back].concat();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

impl Rough<'_> {
    /// The longest path.
    pub(super) fn longest(&self) -> Ends {
        let depths = self.depths();
        let beyond = self.beyond();
        // Both count the node itself.
        let through = |it: &&usize| {
            let (before, between) = self.paths.before[**it];
            depths[before][0] + between + beyond[**it] - self.counts(**it)[0]
        };
        let sure = self.paths.back.iter().filter(|it| self.exists[**it] == Presence::Surely);
        let of_all = depths[self.space.output.0 as usize];
        [sure.map(|it| through(&it)).fold(of_all[0], i64::max), of_all[1]]
    }

    /// The longest path to each node, given that it exists.
    pub(super) fn depths(&self) -> Vec<Ends> {
        let mut depths: Vec<Ends> = vec![[0, 0]; self.places.len()];
        for at in self.paths.forth.iter().copied() {
            if self.exists[at] == Presence::Never {
                continue;
            }
            // At least one input exists, and of a select no other.
            let (mut any, mut sure, mut most) = (i64::MAX, 0, 0);
            for (taken, presence) in self.taken(at) {
                let [low, high] = depths[taken.node].map(|it| it + taken.between);
                (any, most) = (any.min(low), most.max(high));
                if presence == Presence::Surely {
                    sure = sure.max(low);
                }
            }
            let any = if any == i64::MAX { 0 } else { any };
            let counts = self.counts(at);
            depths[at] = [any.max(sure) + counts[0], most + counts[1]];
        }
        depths
    }

    /// The longest path from each node on is no shorter, given that the node exists.
    fn beyond(&self) -> Vec<i64> {
        let mut beyond = vec![0; self.places.len()];
        for at in self.paths.back.iter().copied().filter(|it| self.exists[*it] != Presence::Never) {
            let mut longest = 0;
            for group in &self.paths.uses[at] {
                let (mut any, mut sure) = (i64::MAX, 0);
                for (user, presence) in self.present(&group.uses) {
                    let length = user.between + beyond[user.node];
                    any = any.min(length);
                    if presence == Presence::Surely {
                        sure = sure.max(length);
                    }
                }
                longest = longest.max(sure).max(if group.is_total && any != i64::MAX { any } else { 0 });
            }
            beyond[at] = longest + self.counts(at)[0];
        }
        beyond
    }
}
