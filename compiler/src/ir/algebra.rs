//! Building expressions: constants are folded and the obvious is simplified, so that what does not depend on any
//! decision is a constant.

use smallvec::SmallVec;

use super::{BinaryOp, DecisionId, Expr, ExprId, Exprs, Scalar, UnaryOp, binary, unary};

impl Exprs {
    /// A known value.
    pub fn constant(&mut self, value: Scalar) -> ExprId {
        self.intern(Expr::Const(value))
    }

    /// A known whole number.
    pub fn int(&mut self, value: i64) -> ExprId {
        self.constant(Scalar::Int(value))
    }

    /// A known truth value.
    pub fn bool(&mut self, value: bool) -> ExprId {
        self.constant(Scalar::Bool(value))
    }

    /// Returns the whole number, if the expression is a known one.
    pub fn as_int(&self, id: ExprId) -> Option<i64> {
        self.as_const(id)?.as_int()
    }

    /// Returns the truth value, if the expression is a known one.
    pub fn as_bool(&self, id: ExprId) -> Option<bool> {
        self.as_const(id)?.as_bool()
    }

    /// Whether a decision takes the value with an index.
    pub fn is(&mut self, decision: DecisionId, index: u32) -> ExprId {
        self.intern(Expr::Is(decision, index))
    }

    /// Whether a subset decision includes an item.
    pub fn member(&mut self, decision: DecisionId, item: u32) -> ExprId {
        self.intern(Expr::Member(decision, item))
    }

    /// An operation on one value.
    pub fn unary(&mut self, op: UnaryOp, operand: ExprId) -> ExprId {
        if let Some(value) = self.as_const(operand).and_then(|it| unary(op, it)) {
            return self.constant(value);
        }
        match (op, self.get(operand)) {
            (UnaryOp::Not, Expr::Unary(UnaryOp::Not, inner)) => *inner,
            _ => self.intern(Expr::Unary(op, operand)),
        }
    }

    /// The opposite of a truth value.
    pub fn not(&mut self, operand: ExprId) -> ExprId {
        self.unary(UnaryOp::Not, operand)
    }

    /// An operation on two values.
    pub fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId) -> ExprId {
        let (left_value, right_value) = (self.as_const(left), self.as_const(right));
        if let (Some(left), Some(right)) = (left_value, right_value)
            && let Some(value) = binary(op, left, right)
        {
            return self.constant(value);
        }
        let one = |it: Option<&Scalar>| it.and_then(Scalar::as_int) == Some(1);
        let nil = |it: Option<&Scalar>| it.and_then(Scalar::as_int) == Some(0);
        match op {
            BinaryOp::Add if nil(left_value) => right,
            BinaryOp::Add | BinaryOp::Subtract if nil(right_value) => left,
            BinaryOp::Multiply if one(left_value) => right,
            BinaryOp::Multiply | BinaryOp::FloorDivide | BinaryOp::Divide if one(right_value) => left,
            BinaryOp::Multiply if nil(left_value) => left,
            BinaryOp::Multiply if nil(right_value) => right,
            BinaryOp::Remainder if one(right_value) => self.int(0),
            BinaryOp::Equal | BinaryOp::LessEqual if left == right => self.bool(true),
            BinaryOp::Less if left == right => self.bool(false),
            _ => self.intern(Expr::Binary(op, left, right)),
        }
    }

    /// `left + right`
    pub fn add(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.binary(BinaryOp::Add, left, right)
    }

    /// `left - right`
    pub fn subtract(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.binary(BinaryOp::Subtract, left, right)
    }

    /// `left * right`
    pub fn multiply(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.binary(BinaryOp::Multiply, left, right)
    }

    /// `left / right`, rounded down.
    pub fn floor_divide(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.binary(BinaryOp::FloorDivide, left, right)
    }

    /// `left == right`
    pub fn equal(&mut self, left: ExprId, right: ExprId) -> ExprId {
        self.binary(BinaryOp::Equal, left, right)
    }

    /// The product of several numbers.
    pub fn product(&mut self, factors: impl IntoIterator<Item = ExprId>) -> ExprId {
        let one = self.int(1);
        factors.into_iter().fold(one, |product, it| self.multiply(product, it))
    }

    /// The sum of several numbers.
    pub fn sum(&mut self, terms: impl IntoIterator<Item = ExprId>) -> ExprId {
        let mut known = Scalar::Int(0);
        let mut open = vec![];
        for term in terms {
            match self.as_const(term).and_then(|it| binary(BinaryOp::Add, &known, it)) {
                Some(value) => known = value,
                None => open.push(term),
            }
        }
        if known != Scalar::Int(0) || open.is_empty() {
            let known = self.constant(known);
            open.push(known);
        }
        if open.len() == 1 { open[0] } else { self.intern(Expr::Sum(open)) }
    }

    /// Whether all hold.
    pub fn all(&mut self, conditions: impl IntoIterator<Item = ExprId>) -> ExprId {
        let mut open = SmallVec::<[ExprId; 4]>::new();
        for condition in conditions {
            match self.get(condition) {
                Expr::Const(Scalar::Bool(true)) => {}
                Expr::Const(Scalar::Bool(false)) => return condition,
                _ => open.push(condition),
            }
        }
        match open.as_slice() {
            [] => self.bool(true),
            [only] => *only,
            several => self.all_of(several),
        }
    }

    fn all_of(&mut self, conditions: &[ExprId]) -> ExprId {
        let mut parts = vec![];
        for condition in conditions {
            match self.get(*condition) {
                Expr::All(inner) => parts.extend(inner.iter().copied()),
                _ => parts.push(*condition),
            }
        }
        parts.sort_unstable();
        parts.dedup();
        if self.contradicts(&parts) {
            return self.bool(false);
        }
        match parts.as_slice() {
            [only] => *only,
            _ => self.intern(Expr::All(parts)),
        }
    }

    /// Returns whether two of the conditions say that one decision takes two values, or are opposites.
    fn contradicts(&self, parts: &[ExprId]) -> bool {
        let mut taken = SmallVec::<[(DecisionId, u32); 8]>::new();
        for part in parts {
            match self.get(*part) {
                Expr::Is(decision, index) => {
                    if taken.iter().any(|it| it.0 == *decision && it.1 != *index) {
                        return true;
                    }
                    taken.push((*decision, *index));
                }
                Expr::Unary(UnaryOp::Not, inner) if parts.binary_search(inner).is_ok() => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether any holds.
    pub fn any(&mut self, conditions: impl IntoIterator<Item = ExprId>) -> ExprId {
        let mut parts = vec![];
        for condition in conditions {
            match self.get(condition) {
                Expr::Const(Scalar::Bool(false)) => {}
                Expr::Const(Scalar::Bool(true)) => return condition,
                Expr::Any(inner) => parts.extend(inner.iter().copied()),
                _ => parts.push(condition),
            }
        }
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => self.bool(false),
            [only] => *only,
            _ => self.intern(Expr::Any(parts)),
        }
    }

    /// Whether one or the other holds; just the first where that follows from the second.
    pub fn either(&mut self, first: ExprId, second: ExprId) -> ExprId {
        let conjuncts = |it: ExprId| match self.get(it) {
            Expr::All(parts) => parts.clone(),
            Expr::Const(Scalar::Bool(true)) => vec![],
            _ => vec![it],
        };
        let disjuncts = match self.get(first) {
            Expr::Any(parts) => parts.clone(),
            _ => vec![first],
        };
        let given = conjuncts(second);
        let follows = disjuncts.into_iter().any(|it| conjuncts(it).iter().all(|it| given.contains(it)));
        if follows { first } else { self.any([first, second]) }
    }

    /// `condition implies conclusion`
    pub fn implies(&mut self, condition: ExprId, conclusion: ExprId) -> ExprId {
        let not = self.not(condition);
        self.any([not, conclusion])
    }

    /// `then` where the condition holds, `otherwise` elsewhere.
    pub fn choose(&mut self, condition: ExprId, then: ExprId, otherwise: ExprId) -> ExprId {
        match self.as_bool(condition) {
            Some(true) => then,
            Some(false) => otherwise,
            None if then == otherwise => then,
            None => self.intern(Expr::If(condition, then, otherwise)),
        }
    }
}
