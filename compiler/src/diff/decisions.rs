//! Decisions that differ.

use std::collections::BTreeSet;

use super::{
    DecisionChange, DecisionChangeKind,
    joint::{Joint, common},
};
use crate::{
    diagram::{Context, Diagrams, TooEntangled},
    expression,
    ir::{Decision, DecisionId, Domain, ExprId, Space},
};

/// Finds them: those of the left space in its order, then those that only the right one has.
pub(super) fn changes(left: &Space, right: &Space, joint: &Joint<'_>) -> Result<Vec<DecisionChange>, TooEntangled> {
    let mut guards = Guards { sides: [left, right], joint, diagrams: Diagrams::new() };
    let mut changes = vec![];
    for (at, decision) in left.decisions.iter().enumerate() {
        let id = DecisionId(at as u32);
        match right.find(&decision.path) {
            Some(other) => changes.extend(guards.change([id, other])?),
            None => changes.push(one_sided(decision, 0)),
        }
    }
    let added = right.decisions.iter().filter(|it| left.find(&it.path).is_none());
    changes.extend(added.map(|it| one_sided(it, 1)));
    Ok(changes)
}

fn one_sided(decision: &Decision, side: usize) -> DecisionChange {
    let values = rendered(&decision.domain, 0..decision.domain.size() as u32);
    let mut spans = [None; 2];
    spans[side] = Some(decision.span);
    let kind = if side == 0 { DecisionChangeKind::Removed { values } } else { DecisionChangeKind::Added { values } };
    DecisionChange { path: decision.path.clone(), spans, kind }
}

fn rendered(domain: &Domain, indices: impl Iterator<Item = u32>) -> Vec<String> {
    indices.map(|it| domain.render(it)).collect()
}

/// Compares decisions that both spaces have.
struct Guards<'a> {
    sides: [&'a Space; 2],
    joint: &'a Joint<'a>,
    diagrams: Diagrams,
}

impl Guards<'_> {
    fn change(&mut self, ids: [DecisionId; 2]) -> Result<Option<DecisionChange>, TooEntangled> {
        let [left, right] = [self.sides[0].decision(ids[0]), self.sides[1].decision(ids[1])];
        let (kept, also_kept): (BTreeSet<u32>, BTreeSet<u32>) = common(&left.domain, &right.domain).into_iter().unzip();
        let lost = rendered(&left.domain, (0..left.domain.size() as u32).filter(|it| !kept.contains(it)));
        let gained = rendered(&right.domain, (0..right.domain.size() as u32).filter(|it| !also_kept.contains(it)));
        let guards = if self.differs(ids)? {
            Some([expression::render(self.sides[0], left.active), expression::render(self.sides[1], right.active)])
        } else {
            None
        };
        if lost.is_empty() && gained.is_empty() && guards.is_none() {
            return Ok(None);
        }
        let kind = DecisionChangeKind::Changed { lost, gained, guards };
        Ok(Some(DecisionChange { path: left.path.clone(), spans: [Some(left.span), Some(right.span)], kind }))
    }

    /// Whether decisions are made under different conditions: in what both spaces share, or since a condition mentions what
    /// they do not share.
    fn differs(&mut self, ids: [DecisionId; 2]) -> Result<bool, TooEntangled> {
        let active = [0, 1].map(|side| self.sides[side].decision(ids[side]).active);
        let is_shared = [0, 1].iter().all(|side| {
            let mentioned = self.sides[*side].exprs.decisions(active[*side]);
            mentioned.into_iter().all(|it| self.joint.place(*side, it).is_some())
        });
        let Some(place) = self.joint.place(0, ids[0]).filter(|_| is_shared) else {
            let [left, right] = [0, 1].map(|it| expression::render(self.sides[it], active[it]));
            return Ok(left != right);
        };
        let [left, right] = self.joint.active[place.id.0 as usize];
        Ok(self.diagram(left)? != self.diagram(right)?)
    }

    fn diagram(&mut self, expr: ExprId) -> Result<crate::diagram::Diagram, TooEntangled> {
        let space = &self.joint.space;
        self.diagrams.of(Context { exprs: &space.exprs, decisions: &space.decisions }, expr)
    }
}
