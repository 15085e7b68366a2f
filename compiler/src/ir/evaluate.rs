//! The value of expressions under an assignment.

use super::{Assignment, Decision, DecisionId, Domain, Expr, ExprId, Scalar, Space, UnaryOp, binary, unary};

/// Evaluates expressions of one space under one assignment, each at most once.
pub struct Evaluator<'a> {
    space: &'a Space,
    indices: Vec<u32>,
    known: Vec<Option<Option<Scalar>>>,
}

impl<'a> Evaluator<'a> {
    /// Starts under an assignment.
    pub fn new(space: &'a Space, assignment: &Assignment) -> Self {
        Self { space, indices: assignment.0.clone(), known: vec![None; space.exprs.len()] }
    }

    /// Makes an assignment decision by decision: `choose` is asked for the index of each one that is active, given the
    /// earlier ones.
    pub fn assign(space: &'a Space, mut choose: impl FnMut(DecisionId, &Decision) -> u32) -> Assignment {
        let mut evaluator = Self::new(space, &Assignment(vec![0; space.decisions.len()]));
        for (at, decision) in space.decisions.iter().enumerate() {
            // What is active depends on earlier decisions only, so nothing that is known already changes.
            if evaluator.holds(decision.active) {
                evaluator.indices[at] = choose(DecisionId(at as u32), decision);
            }
        }
        Assignment(evaluator.indices)
    }

    /// Returns the value of an expression; nothing where it has none, as happens in what does not exist.
    ///
    /// Costs of the whole architecture have no value here.
    pub fn value(&mut self, id: ExprId) -> Option<Scalar> {
        self.known(id).cloned()
    }

    /// Returns whether a condition holds; false where it has no value.
    pub fn holds(&mut self, id: ExprId) -> bool {
        self.known(id).and_then(Scalar::as_bool).unwrap_or(false)
    }

    /// Returns a size; 0 where it has no value or is negative.
    pub fn size(&mut self, id: ExprId) -> u64 {
        self.known(id).and_then(Scalar::as_int).and_then(|it| u64::try_from(it).ok()).unwrap_or(0)
    }

    fn known(&mut self, id: ExprId) -> Option<&Scalar> {
        let space = self.space;
        if let Some(constant) = space.exprs.as_const(id) {
            return Some(constant);
        }
        if self.known[id.0 as usize].is_none() {
            let value = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.calculate(id));
            self.known[id.0 as usize] = Some(value);
        }
        self.known[id.0 as usize].as_ref()?.as_ref()
    }

    fn index(&self, decision: DecisionId) -> u32 {
        self.indices[decision.0 as usize]
    }

    fn calculate(&mut self, id: ExprId) -> Option<Scalar> {
        let space = self.space;
        match space.exprs.get(id) {
            Expr::Const(value) => Some(value.clone()),
            Expr::Value(decision) => value_of(space.decision(*decision), self.index(*decision)),
            Expr::Is(decision, index) => Some(Scalar::Bool(self.index(*decision) == *index)),
            Expr::Member(decision, item) => {
                Some(Scalar::Bool(is_member(space.decision(*decision), self.index(*decision), *item)))
            }
            Expr::Unary(UnaryOp::Not, operand) => Some(Scalar::Bool(!self.holds(*operand))),
            Expr::Unary(op, operand) => unary(*op, &self.value(*operand)?),
            Expr::Binary(op, left, right) => binary(*op, &self.value(*left)?, &self.value(*right)?),
            Expr::All(parts) => Some(Scalar::Bool(parts.iter().all(|it| self.holds(*it)))),
            Expr::Any(parts) => Some(Scalar::Bool(parts.iter().any(|it| self.holds(*it)))),
            Expr::Sum(terms) => self.sum(terms),
            Expr::If(condition, then, otherwise) => {
                let taken = if self.holds(*condition) { then } else { otherwise };
                self.value(*taken)
            }
            Expr::Cost(..) | Expr::Latency(_) | Expr::Connected => None,
        }
    }

    fn sum(&mut self, terms: &[ExprId]) -> Option<Scalar> {
        let mut total = Scalar::Int(0);
        for term in terms {
            total = binary(super::BinaryOp::Add, &total, &self.value(*term)?)?;
        }
        Some(total)
    }

    /// Gives an expression a value from outside, such as a cost of the whole architecture.
    pub fn set(&mut self, id: ExprId, value: Scalar) {
        self.known[id.0 as usize] = Some(Some(value));
    }
}

/// Returns the value that a decision over values takes; the index where it is over alternatives.
pub(crate) fn value_of(decision: &Decision, index: u32) -> Option<Scalar> {
    match &decision.domain {
        Domain::Values(values) => values.get(index as usize).cloned(),
        Domain::Alternatives(_) | Domain::Subset { .. } => Some(Scalar::Int(i64::from(index))),
    }
}

/// Returns whether a subset holds an item.
pub(crate) fn is_member(decision: &Decision, index: u32, item: u32) -> bool {
    match &decision.domain {
        Domain::Subset { subsets, .. } => subsets.get(index as usize).is_some_and(|it| it.contains(&item)),
        Domain::Values(_) | Domain::Alternatives(_) => false,
    }
}
