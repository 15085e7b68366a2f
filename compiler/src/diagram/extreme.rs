//! The least and the greatest of a sum. Decisions are eliminated from the last one on, each together with only the terms
//! that depend on it (bucket elimination, Dechter 1999), so that terms that share no decisions are never multiplied out.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    Context, Diagram, Diagrams, Node, TooEntangled,
    apply::Op,
    run::{Run, Runs},
};
use crate::ir::{DecisionId, ExprId, Scalar};

/// The least and the greatest.
pub type Ends = (i64, i64);

/// Which of two values is looked for.
type Better = fn(i64, i64) -> i64;

impl Diagrams {
    /// The least and the greatest sum of amounts, each with the condition under which it exists, over all assignments
    /// under which any of some conditions holds; nothing if none ever does.
    ///
    /// # Errors
    ///
    /// Where it is too entangled.
    pub fn ends(
        &mut self,
        context: Context<'_>,
        amounts: &[(ExprId, ExprId)],
        any: &[ExprId],
    ) -> Result<Option<Ends>, TooEntangled> {
        let (mut holds, zero) = (self.truth(false)?, self.constant(Scalar::Int(0))?);
        for condition in any.iter().rev() {
            let condition = self.of(context, *condition)?;
            holds = self.or(condition, holds)?;
        }
        let mut terms = vec![self.apply(Op::Where, holds, zero)?];
        for (condition, amount) in amounts {
            let (condition, amount) = (self.of(context, *condition)?, self.of(context, *amount)?);
            terms.push(self.amount(condition, amount)?);
        }
        let (least, greatest) = (self.best(&terms, i64::min)?, self.best(&terms, i64::max)?);
        Ok(least.zip(greatest))
    }

    /// The best sum of terms over all assignments under which each of them has a value; nothing if there is none.
    fn best(&mut self, terms: &[Diagram], better: Better) -> Result<Option<i64>, TooEntangled> {
        let mut total = Some(0);
        let mut buckets: BTreeMap<DecisionId, Vec<Diagram>> = BTreeMap::new();
        let mut open = terms.to_vec();
        loop {
            for term in open.drain(..) {
                match self.support(term).last() {
                    Some(last) => buckets.entry(*last).or_default().push(term),
                    None => total = sum([total, self.as_value(term).flatten().and_then(Scalar::as_int)]),
                }
            }
            let Some((last, bucket)) = buckets.pop_last() else { return Ok(total) };
            let whole = self.combine(&bucket, &mut |values| {
                sum(values.iter().map(|it| it.and_then(Scalar::as_int))).map(Scalar::Int)
            })?;
            open.push(self.without_last(whole, last, better, &mut IndexMap::default())?);
        }
    }

    /// What is best whatever the last decision of a function is.
    fn without_last(
        &mut self,
        id: Diagram,
        last: DecisionId,
        better: Better,
        known: &mut IndexMap<Diagram, Diagram, FxBuildHasher>,
    ) -> Result<Diagram, TooEntangled> {
        if let Some(known) = known.get(&id) {
            return Ok(*known);
        }
        let (decision, runs) = match self.get(id) {
            Node::Leaf(_) => return Ok(id),
            Node::Branch(decision, runs) => (*decision, runs.clone()),
        };
        self.work(runs.len())?;
        let result = if decision == last {
            let values = runs.iter().filter_map(|it| self.as_value(it.child).flatten()?.as_int());
            let best = values.reduce(better).map(Scalar::Int);
            self.leaf(best)?
        } else {
            let mut left = Runs::default();
            for Run { end, child } in runs {
                let below = || self.without_last(child, last, better, known);
                left.push(end, stacker::maybe_grow(64 * 1024, 1024 * 1024, below)?);
            }
            self.branch(decision, left)?
        };
        known.insert(id, result);
        Ok(result)
    }
}

/// A sum that has a value where all parts have one.
fn sum(parts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    parts.into_iter().try_fold(0_i64, |sum, it| sum.checked_add(it?))
}
