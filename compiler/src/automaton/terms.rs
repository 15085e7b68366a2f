//! Costs as sums, or as the greatest, of functions of few decisions.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    Quantity,
    build::{Builder, Role},
    linear::Linear,
};
use crate::{
    diagram::{Diagram, Diagrams, TooEntangled},
    ir::{BinaryOp, CostKind, DecisionId, Scalar},
    whole::{self, Graph},
};

/// The largest sum of weights: differences of such sums are far from where they overflow.
const SUM: u64 = 1 << 60;

/// How many branches of diagrams are looked into for a quantity of whole architectures.
const WHOLE: u64 = 5_000_000;

impl<'a> Builder<'a> {
    /// Adds a quantity.
    pub(super) fn quantity(&mut self, what: Quantity, terms: Vec<Diagram>) {
        self.quantities.push(what);
        self.base.push(0);
        let at = self.quantities.len() - 1;
        terms.into_iter().for_each(|it| self.function(Role::Term(at), it));
    }

    /// The terms of a sum, those over the same decisions added up; nothing unless they are whole numbers of a sensible
    /// size.
    pub(super) fn terms(&mut self, linear: &Linear) -> Result<Option<Vec<Diagram>>, TooEntangled> {
        let whole = |it: &(CostKind, i64)| matches!(it.0, CostKind::Depth | CostKind::Memory);
        if linear.costs.iter().any(whole) || !linear.times.is_empty() {
            return self.attempt(|it| it.sum(linear));
        }
        self.sum(linear)
    }

    fn sum(&mut self, linear: &Linear) -> Result<Option<Vec<Diagram>>, TooEntangled> {
        let mut all = vec![];
        for (kind, factor) in &linear.costs {
            for part in self.cost(*kind)? {
                all.push(self.diagrams.times(part, *factor)?);
            }
        }
        for (device, factor) in &linear.times {
            let device = &self.space.devices[*device];
            for part in self.whole(|graph, diagrams| whole::latency(graph, diagrams, device))? {
                all.push(self.diagrams.times(part, *factor)?);
            }
        }
        for (value, factor) in &linear.values {
            let value = self.diagram(*value)?;
            all.push(self.diagrams.times(value, *factor)?);
        }
        let is_peak = linear.costs.iter().any(|it| it.0 == CostKind::Memory);
        let terms = self.merged(all, if is_peak { BinaryOp::Max } else { BinaryOp::Add })?;
        Ok(self.is_sensible(&terms).then_some(terms))
    }

    /// The parts of a cost.
    fn cost(&mut self, kind: CostKind) -> Result<Vec<Diagram>, TooEntangled> {
        match kind {
            CostKind::Depth => self.whole(whole::depth),
            CostKind::Memory => {
                let steps = self.whole(whole::memory)?;
                steps.into_iter().map(|it| self.number(it)).collect()
            }
            CostKind::Params | CostKind::Macs | CostKind::Flops => {
                let mut parts = Vec::with_capacity(self.space.nodes.len());
                for node in &self.space.nodes {
                    let amount = self.diagram(if kind == CostKind::Params { node.params } else { node.macs })?;
                    let guard = self.diagram(node.guard)?;
                    let amount = self.diagrams.amount(guard, amount)?;
                    parts.push(self.diagrams.times(amount, if kind == CostKind::Flops { 2 } else { 1 })?);
                }
                Ok(parts)
            }
        }
    }

    /// Computes a quantity of whole architectures.
    pub(super) fn whole(
        &mut self,
        of: impl FnOnce(&Graph<'a>, &mut Diagrams) -> Result<Vec<Diagram>, TooEntangled>,
    ) -> Result<Vec<Diagram>, TooEntangled> {
        let graph = match self.graph.take() {
            Some(graph) => graph,
            None => Graph::new(self.space, &mut self.diagrams)?,
        };
        let parts = of(&graph, &mut self.diagrams);
        self.graph = Some(graph);
        parts
    }

    /// Tries what may well take too much work.
    pub(super) fn attempt<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<T, TooEntangled>,
    ) -> Result<T, TooEntangled> {
        let before = self.diagrams.allow(WHOLE);
        let result = run(self);
        self.diagrams.restore(before);
        result
    }

    /// An amount of memory as a number of bytes.
    fn number(&mut self, amount: Diagram) -> Result<Diagram, TooEntangled> {
        self.diagrams.combine(&[amount], &mut |it| match it[0]? {
            Scalar::Bytes(bytes) => Some(Scalar::Int(*bytes)),
            _ => None,
        })
    }

    /// Joins the terms over the same decisions.
    fn merged(&mut self, all: Vec<Diagram>, op: BinaryOp) -> Result<Vec<Diagram>, TooEntangled> {
        let mut terms: IndexMap<Vec<DecisionId>, Vec<Diagram>, FxBuildHasher> = IndexMap::default();
        for term in all {
            terms.entry(self.diagrams.support(term)).or_default().push(term);
        }
        terms.into_values().map(|it| self.joined(it, op)).collect()
    }

    /// Joins terms in pairs, and what becomes of them again: each value of a decision is then gone through few times,
    /// however many terms there are.
    fn joined(&mut self, mut terms: Vec<Diagram>, op: BinaryOp) -> Result<Diagram, TooEntangled> {
        while terms.len() > 1 {
            let pair = |it: &[Diagram]| match *it {
                [left, right] => self.diagrams.binary(op, left, right),
                _ => Ok(it[0]),
            };
            terms = terms.chunks(2).map(pair).collect::<Result<_, _>>()?;
        }
        terms.pop().map_or_else(|| self.diagrams.constant(Scalar::Int(0)), Ok)
    }

    /// Whether terms are whole numbers everywhere, and their sum far from overflow.
    fn is_sensible(&self, terms: &[Diagram]) -> bool {
        let mut most = 0_u64;
        for term in terms {
            let values = self.diagrams.values(*term);
            let sizes: Option<Vec<u64>> = values.iter().map(|it| Some(it.as_ref()?.as_int()?.unsigned_abs())).collect();
            let Some(sizes) = sizes else { return false };
            most = most.saturating_add(sizes.into_iter().max().unwrap_or(0));
        }
        most <= SUM
    }
}
