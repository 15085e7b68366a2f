//! Proofs by rough diagrams.
//!
//! Where a decision picks one of several features, their size is an expression over all that led to any of them, and its
//! diagram can be large. Yet it takes few values, and a condition on it often holds for each of these, whatever led
//! there. So in a rough diagram such a choice is a decision of its own between the values that it takes, as cut points
//! are free inputs in the verification of circuits (Kuehlmann and Krohm 1997). It tells apart more than there is: what
//! never holds there never holds, and anything else is left to the exact diagrams.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{Diagram, Diagrams, Node, TooEntangled, run::Runs};
use crate::ir::{DecisionId, Scalar};

/// The most tests in a diagram that is kept as it is.
const TESTS: usize = 12;
/// The most values of a choice that becomes a decision of its own.
const VALUES: usize = 32;
/// The most runs of values that a rough proof looks into.
const WORK: u64 = 200_000;
/// The first decision that stands for a choice: behind all decisions of the space.
const FIRST: u32 = 1 << 31;

/// The diagrams of a space, and rough ones.
#[derive(Debug)]
pub(crate) struct Proofs {
    pub(crate) exact: Diagrams,
    rough: Diagrams,
}

impl Default for Proofs {
    fn default() -> Self {
        Self { exact: Diagrams::new(), rough: Diagrams { choices: Some(0), ..Diagrams::new() } }
    }
}

impl Proofs {
    /// The exact diagram of a condition; nothing where it never holds.
    ///
    /// # Errors
    ///
    /// Where it is too entangled.
    pub(crate) fn possible(
        &mut self,
        condition: impl Fn(&mut Diagrams) -> Result<Diagram, TooEntangled>,
    ) -> Result<Option<Diagram>, TooEntangled> {
        let allowance = self.rough.allow(WORK);
        let roughly = condition(&mut self.rough);
        self.rough.restore(allowance);
        if roughly.is_ok_and(|it| self.rough.as_bool(it) == Some(false)) {
            return Ok(None);
        }
        let exactly = condition(&mut self.exact)?;
        Ok((self.exact.as_bool(exactly) != Some(false)).then_some(exactly))
    }
}

impl Diagrams {
    /// What a choice is in a rough diagram: a decision between its values, if it depends on much but takes few.
    pub(super) fn roughly(&mut self, choice: Diagram) -> Result<Diagram, TooEntangled> {
        let Some(choices) = self.choices else { return Ok(choice) };
        let Some(values) = self.few(choice) else { return Ok(choice) };
        self.choices = Some(choices + 1);
        let mut runs = Runs::default();
        (1..).zip(values).for_each(|(end, value)| runs.push(end, value));
        self.branch(DecisionId(FIRST + choices), runs)
    }

    /// The whole numbers that a large diagram ends in, if they are few.
    fn few(&self, id: Diagram) -> Option<Vec<Diagram>> {
        let mut seen = IndexSet::<Diagram, FxBuildHasher>::default();
        let mut open = vec![id];
        let mut values = vec![];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.get(next) {
                Node::Leaf(Some(Scalar::Int(_))) if values.len() < VALUES => values.push(next),
                Node::Leaf(_) => return None,
                Node::Branch(_, runs) => open.extend(runs.iter().rev().map(|it| it.child)),
            }
        }
        (seen.len() - values.len() > TESTS).then_some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagram::Context,
        ir::{BinaryOp, Decision, Domain, Expr, ExprId, Exprs},
    };

    /// Whether a condition is possible, and how many choices became decisions on the way.
    fn possible(exprs: &Exprs, decisions: &[Decision], condition: ExprId) -> (bool, Option<u32>) {
        let (context, mut proofs) = (Context { exprs, decisions }, Proofs::default());
        let possible = proofs.possible(|diagrams| diagrams.of(context, condition)).unwrap();
        (possible.is_some(), proofs.rough.choices)
    }

    #[test]
    fn what_never_holds_is_seen_whether_or_not_it_depends_on_what_led_to_a_choice() {
        let mut exprs = Exprs::default();
        let active = exprs.bool(true);
        let two = Domain::Values(vec![Scalar::Int(8), Scalar::Int(16)]);
        let decision = Decision { path: String::new(), domain: two, active, span: nas_grammar::Span::default() };
        let decisions = vec![decision; 40];
        // The first of twenty sizes that is picked, of which each is another decision.
        let size = |exprs: &mut Exprs, it: u32| exprs.intern(Expr::Value(DecisionId(20 + it)));
        let mut chosen = size(&mut exprs, 19);
        for it in 0..19 {
            let (picked, size) = (exprs.is(DecisionId(it), 0), size(&mut exprs, it));
            chosen = exprs.choose(picked, size, chosen);
        }
        let [two, four, eight, sixteen] = [2, 4, 8, 16].map(|it| exprs.int(it));
        let half = exprs.floor_divide(chosen, two);
        let never = exprs.binary(BinaryOp::Less, half, four);
        let (may_hold, choices) = possible(&exprs, &decisions, never);
        assert!(!may_hold && choices > Some(0));
        let sometimes = exprs.equal(half, eight);
        assert!(possible(&exprs, &decisions, sometimes).0);
        // Roughly this may hold: that the choice is the first size is forgotten.
        let picked = exprs.is(DecisionId(18), 0);
        let first = size(&mut exprs, 18);
        let [other, large] = [exprs.equal(first, eight), exprs.equal(chosen, sixteen)];
        let contradiction = exprs.all([picked, other, large]);
        assert!(!possible(&exprs, &decisions, contradiction).0);
        let consistent = exprs.all([other, large]);
        assert!(possible(&exprs, &decisions, consistent).0);
    }
}
