//! Which nodes take the value of each.

use super::{
    interval::Intervals,
    presence::{Conditions, Parts},
    region::Layout,
    rough::{Place, Taken},
};
use crate::{
    diagram::{Context, Diagram, Diagrams, Proofs, TooEntangled},
    ir::{ExprId, Space},
};

/// How many runs of values are looked into to prove that a node is used.
const WORK: u64 = 300_000;

/// After how many nodes of which that is too much none is looked at.
const FAILED: usize = 8;

/// The most uses among which groups are looked for.
const MANY: usize = 64;

/// Nodes that may take a value.
#[derive(Debug)]
pub(super) struct Group {
    /// Whether one of them does, wherever the node of the value exists.
    pub(super) is_total: bool,
    /// Each given that the node of the value exists.
    pub(super) uses: Vec<Taken>,
}

/// A node that may take a value, and when: the guards of the edge and of the node.
type Use = (usize, [ExprId; 2]);

/// By node, in groups: those that may take its value.
pub(super) fn uses(
    (space, layout, intervals): (&Space, &Layout, &Intervals),
    places: &[Place],
    conditions: &mut Conditions,
) -> Vec<Vec<Group>> {
    let mut uses: Vec<Vec<Use>> = vec![vec![]; space.nodes.len()];
    for (at, node) in space.nodes.iter().enumerate() {
        node.inputs.iter().for_each(|it| uses[it.source.0 as usize].push((at, [it.guard, node.guard])));
    }
    let mut proofs = Proofs::default();
    let mut failed = 0;
    let mut groups = |(at, uses): (usize, &Vec<Use>)| {
        let mut taken = |(user, guards): &Use| {
            let given = Parts::new((space, layout, intervals), guards).given(&places[at].guard);
            Taken { node: *user, between: 0, condition: conditions.place(given) }
        };
        let ends = if failed < FAILED { total(space, &mut proofs, (at, uses)) } else { Ok(vec![]) };
        failed += usize::from(ends.is_err());
        let ends = ends.unwrap_or_default();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let total = starts.zip(&ends).map(|(start, end)| (true, &uses[start..*end]));
        let rest = (false, &uses[ends.last().copied().unwrap_or(0)..]);
        let groups = total.chain([rest]).filter(|it| !it.1.is_empty());
        groups.map(|(is_total, uses)| Group { is_total, uses: uses.iter().map(&mut taken).collect() }).collect()
    };
    uses.iter().enumerate().map(&mut groups).collect()
}

/// The ends of groups of uses of a node's value, one of each of which exists wherever the node does.
fn total(space: &Space, proofs: &mut Proofs, (at, uses): (usize, &[Use])) -> Result<Vec<usize>, TooEntangled> {
    proofs.exact.allow(WORK);
    if proofs.possible(|it| unused(space, it, (at, uses)))?.is_some() {
        return Ok(vec![]);
    }
    if uses.len() > MANY {
        return Ok(vec![uses.len()]);
    }
    let mut ends = vec![];
    let mut start = 0;
    for end in 1..=uses.len() {
        if proofs.is_impossible(|it| unused(space, it, (at, &uses[start..end]))) {
            ends.push(end);
            start = end;
        }
    }
    Ok(if ends.is_empty() { vec![uses.len()] } else { ends })
}

/// Where a node exists and none of some uses of its value does.
fn unused(space: &Space, diagrams: &mut Diagrams, (at, uses): (usize, &[Use])) -> Result<Diagram, TooEntangled> {
    let context = Context { exprs: &space.exprs, decisions: &space.decisions };
    let mut unused = diagrams.of(context, space.nodes[at].guard)?;
    for (_, [edge, user]) in uses {
        let [edge, user] = [diagrams.of(context, *edge)?, diagrams.of(context, *user)?];
        let used = diagrams.and(edge, user)?;
        let other = diagrams.not(used)?;
        unused = diagrams.and(unused, other)?;
    }
    Ok(unused)
}
