//! What two spaces share, as a space.

use std::collections::BTreeMap;

use super::import::{Importer, Place};
use crate::{
    automaton::{Automaton, Clause, Literal, Requirement, Sense, requirements},
    diagram::TooEntangled,
    ir::{
        Assignment, Choice, CostKind, Decision, DecisionId, Domain, Evaluator, ExprId, Exprs, FORMAT, Node, NodeId,
        Space,
    },
    point::choice,
};

/// Where the decisions of each side are among shared ones; nowhere if they are not shared.
type Places = [Vec<Option<Place>>; 2];

/// The decisions and values that two spaces share, with the constraints of both.
#[derive(Debug)]
pub(super) struct Joint<'a> {
    sides: [&'a Space; 2],
    /// Decisions and expressions; nothing is built.
    pub(super) space: Space,
    /// Where the decisions of each side are.
    places: Places,
    /// The conditions under which each decision is made, by side.
    pub(super) active: Vec<[ExprId; 2]>,
    pub(super) automaton: Automaton,
}

impl<'a> Joint<'a> {
    /// Finds it.
    ///
    /// # Errors
    /// The decisions depend on each other in too many ways.
    pub(super) fn new(left: &'a Space, right: &'a Space) -> Result<Self, TooEntangled> {
        let (decisions, places) = shared(left, right);
        let mut exprs = Exprs::default();
        let mut required = vec![];
        let mut conditions = vec![];
        for (space, places) in [left, right].into_iter().zip(&places) {
            let mut importer = Importer::new(space, places, &mut exprs);
            conditions.push(importer.active());
            required.extend(importer.absent().into_iter().map(decided));
            required.extend(importer.constraints());
        }
        let active: Vec<[ExprId; 2]> = conditions[0].iter().zip(&conditions[1]).map(|it| [*it.0, *it.1]).collect();
        for [first, second] in active.iter().copied() {
            let (not_first, not_second) = (exprs.not(first), exprs.not(second));
            let (both, neither) = (exprs.all([first, second]), exprs.all([not_first, not_second]));
            required.push(decided(exprs.any([both, neither])));
        }
        let decisions = decisions.into_iter().zip(&active).map(|(it, active)| Decision { active: active[0], ..it });
        let space = Space {
            format: FORMAT,
            name: left.name.clone(),
            arguments: vec![],
            exprs,
            decisions: decisions.collect(),
            nodes: vec![],
            output: NodeId(0),
            constraints: vec![],
            devices: vec![],
        };
        let automaton = Automaton::under(&space, required)?;
        Ok(Self { sides: [left, right], space, places, active, automaton })
    }

    /// Returns where a decision of a side is.
    pub(super) fn place(&self, side: usize, decision: DecisionId) -> Option<&Place> {
        self.places[side][decision.0 as usize].as_ref()
    }

    /// Returns the same architecture as an assignment of each side.
    pub(super) fn apart(&self, assignment: &Assignment) -> [(&'a Space, Assignment); 2] {
        [0, 1].map(|side| {
            let space = self.sides[side];
            let index = |it: &Place| it.indices[assignment.0[it.id.0 as usize] as usize];
            (space, Evaluator::assign(space, |id, _| self.place(side, id).map_or(0, index)))
        })
    }
}

/// The decisions that both spaces have, with the values that both have, in the order of the left one.
fn shared(left: &Space, right: &Space) -> (Vec<Decision>, Places) {
    let mut decisions = vec![];
    let mut places = [left, right].map(|it| vec![None; it.decisions.len()]);
    for (at, decision) in left.decisions.iter().enumerate() {
        let Some(other) = right.find(&decision.path) else { continue };
        let pairs = common(&decision.domain, &right.decision(other).domain);
        // Without a common value it is made by no architecture of both.
        if pairs.is_empty() {
            continue;
        }
        let id = DecisionId(decisions.len() as u32);
        let (own, others): (Vec<u32>, Vec<u32>) = pairs.into_iter().unzip();
        decisions.push(Decision { domain: only(&decision.domain, &own), ..decision.clone() });
        places[0][at] = Some(Place { id, indices: own });
        places[1][other.0 as usize] = Some(Place { id, indices: others });
    }
    (decisions, places)
}

/// The values that two domains share, by their indices in each.
pub(super) fn common(left: &Domain, right: &Domain) -> Vec<(u32, u32)> {
    let keys: BTreeMap<String, u32> = (0..right.size() as u32).map(|it| (key(&choice(right, it)), it)).collect();
    (0..left.size() as u32).filter_map(|it| Some((it, *keys.get(&key(&choice(left, it)))?))).collect()
}

/// What equal choices have in common: `8` and `8.0` are the same number.
fn key(choice: &Choice) -> String {
    match choice {
        Choice::Items(items) => format!("{items:?}"),
        Choice::Bool(it) => format!("{it}"),
        Choice::Int(it) => format!("{it}"),
        Choice::Float(it) if it.fract() == 0.0 => format!("{it:.0}"),
        Choice::Float(it) => format!("{it:?}"),
        Choice::Text(it) => format!("{it:?}"),
    }
}

/// A domain with some of its values.
fn only(domain: &Domain, indices: &[u32]) -> Domain {
    let kept = indices.iter().map(|it| *it as usize);
    match domain {
        Domain::Values(values) => Domain::Values(kept.map(|it| values[it].clone()).collect()),
        Domain::Alternatives(names) => Domain::Alternatives(kept.map(|it| names[it].clone()).collect()),
        Domain::Subset { items, min, max, subsets } => Domain::Subset {
            items: *items,
            min: *min,
            max: *max,
            subsets: kept.map(|it| subsets[it].clone()).collect(),
        },
    }
}

/// A constraint that is a condition over decisions.
fn decided(condition: ExprId) -> Requirement {
    Requirement { condition, clauses: Some(vec![vec![Literal::Decided(condition, Sense::Holds)]]) }
}

impl Importer<'_> {
    /// The constraints of the space; costs become sums of what operations cost.
    fn constraints(&mut self) -> Vec<Requirement> {
        let own = requirements(self.space());
        let imported = |it: Requirement| {
            let clauses = it.clauses.and_then(|it| it.into_iter().map(|it| self.clause(it)).collect());
            Requirement { clauses, ..it }
        };
        own.into_iter().map(imported).collect()
    }

    fn clause(&mut self, clause: Clause) -> Option<Clause> {
        clause.into_iter().map(|it| self.literal(it)).collect()
    }

    /// Imports a literal; nothing where it is about a whole network, which shared decisions do not build.
    fn literal(&mut self, literal: Literal) -> Option<Literal> {
        match literal {
            Literal::Decided(condition, sense) => Some(Literal::Decided(self.import(condition), sense)),
            Literal::Bound(mut linear) if linear.times.is_empty() => {
                linear.values.iter_mut().for_each(|it| it.0 = self.import(it.0));
                for (kind, factor) in std::mem::take(&mut linear.costs) {
                    linear.values.extend(self.amounts(kind)?.into_iter().map(|it| (it, factor)));
                }
                Some(Literal::Bound(linear))
            }
            Literal::Bound(_) | Literal::Memory(..) | Literal::Connected(_) => None,
        }
    }

    /// What each operation adds to a cost; nothing where it is no sum over operations.
    fn amounts(&mut self, kind: CostKind) -> Option<Vec<ExprId>> {
        let amount: fn(&Node) -> ExprId = match kind {
            CostKind::Params => |it| it.params,
            CostKind::Macs => |it| it.macs,
            _ => return None,
        };
        Some(self.space().nodes.iter().map(|it| self.amount(it.guard, amount(it))).collect())
    }
}
