//! A few assignments at which a condition is looked at before anything is proven about it.
//!
//! Most conditions that a program asks about hold in some architectures and not in others, and one of each shows it. Only
//! a condition that is the same at all probes is worth a proof.

use std::rc::Rc;

use crate::{
    diagram::Context,
    ir::{BinaryOp, Decision, DecisionId, Expr, ExprId, Scalar, UnaryOp, binary, is_member, unary, value_of},
};

/// How many probes there are: one for each bit of a mask.
const PROBES: usize = u64::BITS as usize;

/// The values of expressions at the probes, each calculated once.
#[derive(Debug, Default)]
pub(super) struct Probes {
    known: Vec<Option<Column>>,
}

/// The values of an expression at all probes.
#[derive(Debug, Clone)]
enum Column {
    /// The same everywhere; nothing stands for no value.
    Same(Option<Scalar>),
    /// Truth values, a bit each.
    Truths(u64),
    /// Whole numbers.
    Whole(Rc<[i64; PROBES]>),
    /// Any others.
    Mixed(Rc<[Option<Scalar>]>),
}

impl Probes {
    /// The probes at which a condition holds, a bit each; no value counts as false.
    pub(super) fn holds(&mut self, context: Context<'_>, id: ExprId) -> u64 {
        self.column(context, id).holds()
    }

    fn column(&mut self, context: Context<'_>, id: ExprId) -> Column {
        let at = id.0 as usize;
        if let Some(known) = self.known.get(at).cloned().flatten() {
            return known;
        }
        let column = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.calculate(context, id));
        if self.known.len() <= at {
            self.known.resize(context.exprs.len(), None);
        }
        self.known[at] = Some(column.clone());
        column
    }

    fn calculate(&mut self, context: Context<'_>, id: ExprId) -> Column {
        match context.exprs.get(id) {
            Expr::Const(value) => Column::Same(Some(value.clone())),
            Expr::Value(decision) => taken(context, *decision, value_of),
            Expr::Is(decision, index) => taken(context, *decision, |_, it| Some(Scalar::Bool(it == *index))),
            Expr::Member(decision, item) => {
                taken(context, *decision, |decision, it| Some(Scalar::Bool(is_member(decision, it, *item))))
            }
            Expr::Unary(UnaryOp::Not, operand) => Column::truths(!self.holds(context, *operand)),
            Expr::Unary(op, operand) => {
                let operand = self.column(context, *operand);
                Column::of(|probe| unary(*op, &operand.at(probe)?))
            }
            Expr::Binary(op, left, right) => self.column(context, *left).with(*op, &self.column(context, *right)),
            Expr::All(parts) => Column::truths(parts.iter().fold(u64::MAX, |all, it| all & self.holds(context, *it))),
            Expr::Any(parts) => Column::truths(parts.iter().fold(0, |any, it| any | self.holds(context, *it))),
            Expr::Sum(terms) => {
                let none = Column::Same(Some(Scalar::Int(0)));
                terms.iter().fold(none, |sum, it| sum.with(BinaryOp::Add, &self.column(context, *it)))
            }
            Expr::If(condition, then, otherwise) => {
                let holds = self.holds(context, *condition);
                match holds {
                    u64::MAX => self.column(context, *then),
                    0 => self.column(context, *otherwise),
                    _ => self.column(context, *then).or_else(holds, &self.column(context, *otherwise)),
                }
            }
            Expr::Cost(..) | Expr::Latency(_) | Expr::Connected => Column::Same(None),
        }
    }
}

impl Column {
    /// The column of a value at each probe.
    fn of(value: impl Fn(usize) -> Option<Scalar>) -> Self {
        let column = match value(0) {
            Some(Scalar::Int(_)) => Self::whole(|probe| value(probe)?.as_int()),
            Some(Scalar::Bool(_)) => Self::decided(|probe| value(probe)?.as_bool()),
            _ => None,
        };
        column.unwrap_or_else(|| {
            let values: Rc<[Option<Scalar>]> = (0..PROBES).map(&value).collect();
            if values.iter().all(|it| *it == values[0]) { Self::Same(values[0].clone()) } else { Self::Mixed(values) }
        })
    }

    /// The column of whole numbers, if all are.
    fn whole(value: impl Fn(usize) -> Option<i64>) -> Option<Self> {
        let mut values = [0; PROBES];
        for (probe, it) in values.iter_mut().enumerate() {
            *it = value(probe)?;
        }
        let is_same = values.iter().all(|it| *it == values[0]);
        Some(if is_same { Self::Same(Some(Scalar::Int(values[0]))) } else { Self::Whole(Rc::new(values)) })
    }

    /// The column of truth values, if all are.
    fn decided(value: impl Fn(usize) -> Option<bool>) -> Option<Self> {
        let mask = (0..PROBES).try_fold(0, |mask, probe| Some(mask | u64::from(value(probe)?) << probe))?;
        Some(Self::truths(mask))
    }

    fn truths(mask: u64) -> Self {
        match mask {
            0 => Self::Same(Some(Scalar::Bool(false))),
            u64::MAX => Self::Same(Some(Scalar::Bool(true))),
            _ => Self::Truths(mask),
        }
    }

    fn at(&self, probe: usize) -> Option<Scalar> {
        match self {
            Self::Same(value) => value.clone(),
            Self::Truths(mask) => Some(Scalar::Bool(mask >> probe & 1 == 1)),
            Self::Whole(values) => Some(Scalar::Int(values[probe])),
            Self::Mixed(values) => values[probe].clone(),
        }
    }

    /// The whole numbers, if all are.
    fn integers(&self) -> Option<[i64; PROBES]> {
        match self {
            Self::Same(Some(Scalar::Int(it))) => Some([*it; PROBES]),
            Self::Whole(values) => Some(**values),
            _ => None,
        }
    }

    /// The probes at which it holds; no value counts as false.
    fn holds(&self) -> u64 {
        let holds = |it: &Option<Scalar>| matches!(it, Some(Scalar::Bool(true)));
        match self {
            Self::Truths(mask) => *mask,
            Self::Same(value) if holds(value) => u64::MAX,
            Self::Same(_) | Self::Whole(_) => 0,
            Self::Mixed(values) => values.iter().rev().fold(0, |mask, it| mask << 1 | u64::from(holds(it))),
        }
    }

    /// The result of an operation.
    fn with(&self, op: BinaryOp, other: &Self) -> Self {
        let integers = self.integers().zip(other.integers());
        let calculated = integers.and_then(|(left, right)| {
            let holds = |test: fn(&i64, &i64) -> bool| Self::decided(|it| Some(test(&left[it], &right[it])));
            let is = |calculate: fn(i64, i64) -> Option<i64>| Self::whole(|it| calculate(left[it], right[it]));
            match op {
                BinaryOp::Add => is(i64::checked_add),
                BinaryOp::Subtract => is(i64::checked_sub),
                BinaryOp::Multiply => is(i64::checked_mul),
                BinaryOp::Equal => holds(i64::eq),
                BinaryOp::Less => holds(i64::lt),
                BinaryOp::LessEqual => holds(i64::le),
                _ => None,
            }
        });
        calculated.unwrap_or_else(|| Self::of(|it| binary(op, &self.at(it)?, &other.at(it)?)))
    }

    /// This at the probes of a mask, the other one elsewhere.
    fn or_else(&self, mask: u64, other: &Self) -> Self {
        let is_here = |probe: usize| mask >> probe & 1 == 1;
        let integers = self.integers().zip(other.integers());
        integers
            .and_then(|(here, there)| Self::whole(|it| Some(if is_here(it) { here[it] } else { there[it] })))
            .unwrap_or_else(|| Self::of(|it| if is_here(it) { self.at(it) } else { other.at(it) }))
    }
}

fn taken(context: Context<'_>, id: DecisionId, value: impl Fn(&Decision, u32) -> Option<Scalar>) -> Column {
    let decision = &context.decisions[id.0 as usize];
    Column::of(|probe| value(decision, index(id, decision, probe)))
}

/// What a decision takes at a probe: a hash of both (`SplitMix64`, Steele et al. 2014).
fn index(id: DecisionId, decision: &Decision, probe: usize) -> u32 {
    let mut state = (u64::from(id.0) << 6 | probe as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^= state >> 31;
    ((u128::from(state) * decision.domain.size() as u128) >> 64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Domain, Exprs};

    /// Whether a condition holds where two decisions take some values.
    type Expected = fn(i64, i64) -> bool;

    #[test]
    fn probes_show_both_truth_values_of_what_depends_on_decisions() {
        let mut exprs = Exprs::default();
        let active = exprs.bool(true);
        let values = |values: &[i64]| Domain::Values(values.iter().copied().map(Scalar::Int).collect());
        let decision = |domain| Decision { path: String::new(), domain, active, span: nas_grammar::Span::default() };
        let decisions = [decision(values(&[1, 2, 3])), decision(values(&[0, 1]))];
        let [first, second] = [0, 1].map(|it| exprs.intern(Expr::Value(DecisionId(it))));
        let (one, sum) = (exprs.int(1), exprs.add(first, second));
        let third = exprs.is(DecisionId(0), 2);
        let chosen = exprs.choose(third, second, first);
        // What it divides by may be 0: then there is no value, and what has none does not hold.
        let quotient = exprs.binary(BinaryOp::Divide, first, second);
        let always = exprs.binary(BinaryOp::LessEqual, one, first);
        let cases: [(ExprId, Expected); 5] = [
            (exprs.binary(BinaryOp::Less, one, sum), |a, b| 1 < a + b),
            (exprs.equal(sum, one), |a, b| a + b == 1),
            (exprs.equal(chosen, one), |a, b| if a == 3 { b == 1 } else { a == 1 }),
            (exprs.equal(quotient, first), |_, b| b == 1),
            (always, |_, _| true),
        ];
        let (context, mut probes) = (Context { exprs: &exprs, decisions: &decisions }, Probes::default());
        let at = |decision: u32, probe| i64::from(index(DecisionId(decision), &decisions[decision as usize], probe));
        for (condition, expected) in cases {
            let holds = probes.holds(context, condition);
            for probe in 0..PROBES {
                assert_eq!(holds >> probe & 1 == 1, expected(at(0, probe) + 1, at(1, probe)), "{condition:?}, {probe}");
            }
            assert!(
                condition == exprs.clone().binary(BinaryOp::LessEqual, one, first) || ![0, u64::MAX].contains(&holds)
            );
        }
    }
}
