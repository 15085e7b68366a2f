//! Proofs by rough diagrams.
//!
//! Where a decision picks one of several features, their size is an expression over all that led to any of them, and its
//! diagram can be large. Yet it takes few values, and a condition on it often holds for each of these, whatever led
//! there. So in a rough diagram such a choice is a decision of its own between the values that it takes, as cut points
//! are free inputs in the verification of circuits (Kuehlmann and Krohm 1997). It tells apart more than there is: what
//! never holds there never holds, and anything else is left to the exact diagrams.

use super::{Diagram, Diagrams, Node, TooEntangled, run::Runs};
use crate::ir::{DecisionId, Scalar};

/// The most tests in a diagram of a choice that is kept as it is.
const TESTS: usize = 12;
/// The most values of a choice that becomes a decision of its own.
const VALUES: usize = 32;
/// The most runs of values that a rough proof looks into.
const WORK: u64 = 200_000;
/// The first decision that stands for a choice: behind all decisions of the space.
const FIRST: u32 = 1 << 31;

/// How rough diagrams are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rough {
    /// The most tests in what is kept as it is.
    tests: usize,
    /// How many choices are decisions of their own.
    choices: u32,
}

/// The diagrams of a space, and rough ones.
#[derive(Debug)]
pub(crate) struct Proofs {
    pub(crate) exact: Diagrams,
    rough: Diagrams,
}

impl Default for Proofs {
    fn default() -> Self {
        Self::new(TESTS)
    }
}

impl Proofs {
    fn new(tests: usize) -> Self {
        let rough = Some(Rough { tests, choices: 0 });
        Self { exact: Diagrams::new(), rough: Diagrams { rough, ..Diagrams::new() } }
    }

    /// The exact diagram of a condition; nothing where it never holds.
    ///
    /// # Errors
    ///
    /// Where it is too entangled.
    pub(crate) fn possible(
        &mut self,
        condition: impl Fn(&mut Diagrams) -> Result<Diagram, TooEntangled>,
    ) -> Result<Option<Diagram>, TooEntangled> {
        if self.is_impossible(&condition) {
            return Ok(None);
        }
        let exactly = condition(&mut self.exact)?;
        Ok((self.exact.as_bool(exactly) != Some(false)).then_some(exactly))
    }

    /// Whether a rough diagram shows that a condition never holds.
    pub(crate) fn is_impossible(
        &mut self,
        condition: impl FnOnce(&mut Diagrams) -> Result<Diagram, TooEntangled>,
    ) -> bool {
        let roughly = self.rough.attempt(WORK, condition);
        roughly.is_ok_and(|it| self.rough.as_bool(it) == Some(false))
    }
}

impl Diagrams {
    /// What a choice is in a rough diagram: a decision between its values, if it depends on much but takes few.
    pub(super) fn roughly(&mut self, choice: Diagram) -> Result<Diagram, TooEntangled> {
        let Some(Rough { tests, choices }) = self.rough else { return Ok(choice) };
        let Some(values) = self.few(choice, tests) else { return Ok(choice) };
        self.rough = Some(Rough { tests, choices: choices + 1 });
        let mut runs = Runs::default();
        (1..).zip(values).for_each(|(end, value)| runs.push(end, value));
        self.branch(DecisionId(FIRST + choices), runs)
    }

    /// The whole numbers that a diagram with more than so many tests ends in, if they are few.
    fn few(&self, id: Diagram, tests: usize) -> Option<Vec<Diagram>> {
        let (mut found, mut values) = (0, vec![]);
        for it in self.within(id) {
            match self.get(it) {
                Node::Leaf(Some(Scalar::Int(_))) if values.len() < VALUES => values.push(it),
                Node::Leaf(_) => return None,
                Node::Branch(..) => found += 1,
            }
        }
        (found > tests).then_some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagram::Context,
        ir::{BinaryOp, Decision, Domain, Expr, ExprId, Exprs, UnaryOp},
    };

    fn decisions(values: &[i64], count: usize) -> Vec<Decision> {
        let active = Exprs::default().bool(true);
        let domain = Domain::Values(values.iter().copied().map(Scalar::Int).collect());
        vec![Decision { path: String::new(), domain, active, span: nas_grammar::Span::default() }; count]
    }

    /// Whether a condition is possible, and how many choices became decisions on the way.
    fn possible(tests: usize, context: Context<'_>, condition: ExprId) -> (bool, u32) {
        let mut proofs = Proofs::new(tests);
        let possible = proofs.possible(|diagrams| diagrams.of(context, condition)).unwrap();
        (possible.is_some(), proofs.rough.rough.unwrap().choices)
    }

    #[test]
    fn what_never_holds_of_any_value_is_seen_whatever_led_to_it() {
        let mut exprs = Exprs::default();
        let decisions = decisions(&[8, 16], 40);
        // The first of twenty sizes that is picked, of which each is another decision.
        let size = |exprs: &mut Exprs, it: u32| exprs.intern(Expr::Value(DecisionId(20 + it)));
        let mut chosen = size(&mut exprs, 19);
        for it in 0..19 {
            let (picked, size) = (exprs.is(DecisionId(it), 0), size(&mut exprs, it));
            chosen = exprs.choose(picked, size, chosen);
        }
        let [two, four, eight] = [2, 4, 8].map(|it| exprs.int(it));
        let half = exprs.floor_divide(chosen, two);
        let never = exprs.binary(BinaryOp::Less, half, four);
        let sometimes = exprs.equal(half, eight);
        let context = Context { exprs: &exprs, decisions: &decisions };
        let (may_hold, choices) = possible(TESTS, context, never);
        assert!(!may_hold && choices > 0);
        assert!(possible(TESTS, context, sometimes).0);
    }

    /// Random expressions over a few decisions, each made of earlier ones.
    fn grown(exprs: &mut Exprs, decisions: usize, next: &mut impl FnMut(usize) -> usize) -> ExprId {
        let mut numbers: Vec<ExprId> =
            (0..decisions).map(|it| exprs.intern(Expr::Value(DecisionId(it as u32)))).collect();
        numbers.push(exprs.int(2));
        let mut conditions: Vec<ExprId> = (0..decisions).map(|it| exprs.is(DecisionId(it as u32), 1)).collect();
        for _ in 0..14 {
            let [left, right] = [(); 2].map(|()| numbers[next(numbers.len())]);
            let [first, second] = [(); 2].map(|()| conditions[next(conditions.len())]);
            numbers.push(match next(7) {
                0 => exprs.add(left, right),
                1 => exprs.floor_divide(left, right),
                2 => exprs.binary(BinaryOp::Remainder, left, right),
                _ => exprs.choose(first, left, right),
            });
            conditions.push(match next(6) {
                0 => exprs.all([first, second]),
                1 => exprs.unary(UnaryOp::Not, first),
                2 => exprs.equal(left, right),
                _ => exprs.binary(BinaryOp::Less, left, right),
            });
        }
        let [first, second] = [1, 2].map(|it| conditions[conditions.len() - it]);
        exprs.all([first, second])
    }

    #[test]
    fn what_is_roughly_impossible_is_impossible() {
        let decisions = decisions(&[1, 2, 4], 5);
        let (mut impossible, mut choices) = (0, 0);
        for seed in 0..400_u64 {
            let mut state = seed;
            let mut next = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % below
            };
            let mut exprs = Exprs::default();
            let condition = grown(&mut exprs, decisions.len(), &mut next);
            let context = Context { exprs: &exprs, decisions: &decisions };
            let mut exact = Diagrams::new();
            let exactly = exact.of(context, condition).unwrap();
            let expected = exact.as_bool(exactly) != Some(false);
            // However little is kept as it is.
            for tests in 0..3 {
                let (may_hold, own) = possible(tests, context, condition);
                assert_eq!(may_hold, expected, "seed {seed}, {tests} tests");
                choices += own;
            }
            impossible += usize::from(!expected);
        }
        assert!(impossible > 20 && choices > 1_000, "{impossible} and {choices}");
    }
}
