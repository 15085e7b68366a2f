//! Expressions of a space as expressions over the decisions that it shares with another.

use crate::ir::{Decision, DecisionId, Expr, ExprId, Exprs, Scalar, Space, is_member, value_of};

/// Where a decision is among shared ones.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The shared decision.
    pub(super) id: DecisionId,
    /// The index of each shared value in the decision's own domain.
    pub(super) indices: Vec<u32>,
}

/// Imports expressions, each once.
pub(super) struct Importer<'a> {
    space: &'a Space,
    places: &'a [Option<Place>],
    into: &'a mut Exprs,
    known: Vec<Option<ExprId>>,
}

impl<'a> Importer<'a> {
    pub(super) fn new(space: &'a Space, places: &'a [Option<Place>], into: &'a mut Exprs) -> Self {
        Self { space, places, into, known: vec![None; space.exprs.len()] }
    }

    pub(super) fn space(&self) -> &'a Space {
        self.space
    }

    /// The conditions under which the shared decisions are made, in their order.
    pub(super) fn active(&mut self) -> Vec<ExprId> {
        let placed = self.space.decisions.iter().zip(self.places);
        let mut active: Vec<(DecisionId, ExprId)> =
            placed.filter_map(|(decision, place)| Some((place.as_ref()?.id, decision.active))).collect();
        active.sort_unstable_by_key(|it| it.0);
        active.into_iter().map(|it| self.import(it.1)).collect()
    }

    /// That no other decision is made.
    pub(super) fn absent(&mut self) -> Vec<ExprId> {
        let others = self.space.decisions.iter().zip(self.places).filter(|it| it.1.is_none());
        let others: Vec<ExprId> = others.map(|it| it.0.active).collect();
        others
            .into_iter()
            .map(|it| {
                let active = self.import(it);
                self.into.not(active)
            })
            .collect()
    }

    /// An amount where a condition holds, and 0 elsewhere.
    pub(super) fn amount(&mut self, condition: ExprId, amount: ExprId) -> ExprId {
        let (condition, amount) = (self.import(condition), self.import(amount));
        let none = self.into.int(0);
        self.into.choose(condition, amount, none)
    }

    /// Imports an expression.
    pub(super) fn import(&mut self, id: ExprId) -> ExprId {
        if let Some(known) = self.known[id.0 as usize] {
            return known;
        }
        let imported = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.form(id));
        self.known[id.0 as usize] = Some(imported);
        imported
    }

    fn form(&mut self, id: ExprId) -> ExprId {
        let space = self.space;
        match space.exprs.get(id) {
            Expr::Const(value) => self.into.constant(value.clone()),
            Expr::Value(decision) => self.decided(*decision, value_of),
            Expr::Is(decision, index) => self.decided(*decision, |_, taken| Some(Scalar::Bool(taken == *index))),
            Expr::Member(decision, item) => {
                self.decided(*decision, |decision, taken| Some(Scalar::Bool(is_member(decision, taken, *item))))
            }
            Expr::Unary(op, operand) => {
                let operand = self.import(*operand);
                self.into.unary(*op, operand)
            }
            Expr::Binary(op, left, right) => {
                let (left, right) = (self.import(*left), self.import(*right));
                self.into.binary(*op, left, right)
            }
            Expr::All(parts) => {
                let parts = self.all(parts);
                self.into.all(parts)
            }
            Expr::Any(parts) => {
                let parts = self.all(parts);
                self.into.any(parts)
            }
            Expr::Sum(parts) => {
                let parts = self.all(parts);
                self.into.sum(parts)
            }
            Expr::If(condition, then, otherwise) => {
                let [condition, then, otherwise] = [condition, then, otherwise].map(|it| self.import(*it));
                self.into.choose(condition, then, otherwise)
            }
            cost @ (Expr::Cost(..) | Expr::Latency(_) | Expr::Connected) => self.into.intern(cost.clone()),
        }
    }

    fn all(&mut self, parts: &[ExprId]) -> Vec<ExprId> {
        parts.iter().map(|it| self.import(*it)).collect()
    }

    /// What a decision says, by the index that it takes. One that is not made has index 0, here as there, and that may be
    /// the index of another value here.
    fn decided(&mut self, decision: DecisionId, says: impl Fn(&Decision, u32) -> Option<Scalar>) -> ExprId {
        let (own, places) = (self.space.decision(decision), self.places);
        let unmade = says(own, 0).unwrap_or(Scalar::Bool(false));
        let Some(place) = &places[decision.0 as usize] else { return self.into.constant(unmade) };
        let values = place.indices.iter().map(|it| says(own, *it).unwrap_or(Scalar::Bool(false))).collect();
        let made = self.switch(place.id, values);
        if place.indices[0] == 0 {
            return made;
        }
        let active = self.import(own.active);
        let unmade = self.into.constant(unmade);
        self.into.choose(active, made, unmade)
    }

    /// One value for each of a shared decision.
    fn switch(&mut self, decision: DecisionId, values: Vec<Scalar>) -> ExprId {
        if values.iter().all(|it| *it == Scalar::Bool(true) || *it == Scalar::Bool(false)) {
            let holds = values.iter().enumerate().filter(|it| *it.1 == Scalar::Bool(true)).map(|it| it.0 as u32);
            let holds: Vec<ExprId> = holds.map(|it| self.into.is(decision, it)).collect();
            return if holds.len() == values.len() { self.into.bool(true) } else { self.into.any(holds) };
        }
        let mut values = values.into_iter().enumerate().rev();
        let Some((_, last)) = values.next() else { return self.into.bool(false) };
        let mut result = self.into.constant(last);
        for (index, value) in values {
            let (is, value) = (self.into.is(decision, index as u32), self.into.constant(value));
            result = self.into.choose(is, value, result);
        }
        result
    }
}
