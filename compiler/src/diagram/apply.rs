//! Operations on diagrams.

use super::{Diagram, Diagrams, Node, STEPS, TooEntangled, run::Runs};
use crate::ir::{BinaryOp, Scalar, UnaryOp, binary, unary};

/// An operation on the values at the ends of one or two diagrams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Op {
    One(UnaryOp),
    Two(BinaryOp),
    And,
    Or,
    /// The second where the first holds; nothing elsewhere.
    Where,
    /// The first where it has a value, else the second.
    OrElse,
}

impl Op {
    /// Whether the order of the operands makes no difference.
    fn is_symmetric(self) -> bool {
        use BinaryOp::{Add, Equal, Multiply};
        matches!(self, Self::And | Self::Or | Self::Two(Add | Multiply | Equal))
    }
}

impl Diagrams {
    /// Whether both hold.
    pub fn and(&mut self, left: Diagram, right: Diagram) -> Result<Diagram, TooEntangled> {
        self.apply(Op::And, left, right)
    }

    /// The opposite; what has no value does not hold.
    pub fn not(&mut self, operand: Diagram) -> Result<Diagram, TooEntangled> {
        let no = self.truth(false)?;
        let defined = self.apply(Op::Or, operand, no)?;
        self.apply(Op::One(UnaryOp::Not), defined, defined)
    }

    /// An amount where it exists: 0 where the condition does not hold, and where there is no value or a negative one.
    pub fn amount(&mut self, condition: Diagram, amount: Diagram) -> Result<Diagram, TooEntangled> {
        let none = self.leaf(Some(Scalar::Int(0)))?;
        let there = self.apply(Op::Where, condition, amount)?;
        let there = self.apply(Op::OrElse, there, none)?;
        self.apply(Op::Two(BinaryOp::Max), there, none)
    }

    /// A multiple.
    pub fn times(&mut self, operand: Diagram, factor: i64) -> Result<Diagram, TooEntangled> {
        let factor = self.leaf(Some(Scalar::Int(factor)))?;
        self.apply(Op::Two(BinaryOp::Multiply), operand, factor)
    }

    /// The sum.
    pub fn plus(&mut self, left: Diagram, right: Diagram) -> Result<Diagram, TooEntangled> {
        self.apply(Op::Two(BinaryOp::Add), left, right)
    }

    /// Whether any holds.
    pub(crate) fn or(&mut self, left: Diagram, right: Diagram) -> Result<Diagram, TooEntangled> {
        self.apply(Op::Or, left, right)
    }

    /// The result of an operation on two values.
    pub(crate) fn binary(&mut self, op: BinaryOp, left: Diagram, right: Diagram) -> Result<Diagram, TooEntangled> {
        self.apply(Op::Two(op), left, right)
    }

    /// A value that depends on nothing.
    pub(crate) fn constant(&mut self, value: Scalar) -> Result<Diagram, TooEntangled> {
        self.leaf(Some(value))
    }

    /// The second where the first holds, the third elsewhere.
    pub(crate) fn if_else(
        &mut self,
        condition: Diagram,
        then: Diagram,
        otherwise: Diagram,
    ) -> Result<Diagram, TooEntangled> {
        if then == otherwise {
            return Ok(then);
        }
        if let Node::Leaf(value) = self.get(condition) {
            return Ok(if holds(value.as_ref()) { then } else { otherwise });
        }
        let operands = [condition, then, otherwise];
        if let Some(known) = self.chosen.get(&operands) {
            return Ok(*known);
        }
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.choose(operands))?;
        self.step()?;
        self.chosen.insert(operands, result);
        Ok(result)
    }

    /// Chooses below the first decision that any of the three tests.
    fn choose(&mut self, operands: [Diagram; 3]) -> Result<Diagram, TooEntangled> {
        let Some((decision, size)) = self.first_test(&operands) else { return Ok(operands[2]) };
        let mut runs = Runs::default();
        let mut from = 0;
        while from < size {
            self.work(1)?;
            let [condition, then, otherwise] = operands.map(|it| self.run(it, decision, from));
            from = condition.end.min(then.end).min(otherwise.end);
            runs.push(from, self.if_else(condition.child, then.child, otherwise.child)?);
        }
        self.branch(decision, runs)
    }

    pub(super) fn apply(&mut self, op: Op, left: Diagram, right: Diagram) -> Result<Diagram, TooEntangled> {
        if let Some(known) = self.shortcut(op, left, right) {
            return Ok(known);
        }
        let (left, right) = if op.is_symmetric() && right < left { (right, left) } else { (left, right) };
        if let Some(known) = self.applied.get(&(op, left, right)) {
            return Ok(*known);
        }
        let result = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.descend(op, left, right))?;
        self.step()?;
        self.applied.insert((op, left, right), result);
        Ok(result)
    }

    /// Pays for an operation that is carried out.
    fn step(&self) -> Result<(), TooEntangled> {
        if self.applied.len() + self.chosen.len() < STEPS { Ok(()) } else { Err(TooEntangled) }
    }

    /// Whether the result is this operand, whatever the other one is.
    pub(super) fn is_decided(&self, op: Op, operand: Diagram) -> bool {
        matches!((op, self.as_bool(operand)), (Op::And, Some(false)) | (Op::Or, Some(true)))
    }

    /// The result where one operand alone decides it, or where it is one of them.
    fn shortcut(&self, op: Op, left: Diagram, right: Diagram) -> Option<Diagram> {
        let truth = |it: Diagram| match self.get(it) {
            Node::Leaf(Some(Scalar::Bool(value))) => Some(*value),
            _ => None,
        };
        match (op, truth(left), truth(right)) {
            (Op::And, Some(false), _) | (Op::Or, Some(true), _) => Some(left),
            (Op::And, _, Some(false)) | (Op::Or, _, Some(true)) | (Op::Where, Some(true), _) => Some(right),
            (Op::And, Some(true), _) | (Op::Or, Some(false), _) if self.is_truth(right) => Some(right),
            (Op::And, _, Some(true)) | (Op::Or, _, Some(false)) if self.is_truth(left) => Some(left),
            (Op::And | Op::Or, ..) if left == right && self.is_truth(left) => Some(left),
            _ => None,
        }
    }

    fn descend(&mut self, op: Op, left: Diagram, right: Diagram) -> Result<Diagram, TooEntangled> {
        let Some((decision, size)) = self.first_test(&[left, right]) else {
            let value = self.calculate(op, left, right);
            return self.leaf(value);
        };
        let mut runs = Runs::default();
        let (mut of_left, mut of_right, mut from) = (0, 0, 0);
        while from < size {
            self.work(1)?;
            let (first, second) = (self.run_at(left, decision, of_left), self.run_at(right, decision, of_right));
            from = first.end.min(second.end);
            of_left += usize::from(first.end == from);
            of_right += usize::from(second.end == from);
            runs.push(from, self.apply(op, first.child, second.child)?);
        }
        self.branch(decision, runs)
    }

    fn calculate(&self, op: Op, left: Diagram, right: Diagram) -> Option<Scalar> {
        let (left, right) = (self.end(left), self.end(right));
        match op {
            Op::One(op) => unary(op, left?),
            Op::Two(op) => binary(op, left?, right?),
            Op::And => Some(Scalar::Bool(holds(left) && holds(right))),
            Op::Or => Some(Scalar::Bool(holds(left) || holds(right))),
            Op::Where => {
                if holds(left) {
                    right.cloned()
                } else {
                    None
                }
            }
            Op::OrElse => left.or(right).cloned(),
        }
    }

    fn end(&self, id: Diagram) -> Option<&Scalar> {
        match self.get(id) {
            Node::Leaf(value) => value.as_ref(),
            Node::Branch(..) => None,
        }
    }
}

/// Whether an end says that something holds.
fn holds(end: Option<&Scalar>) -> bool {
    end.and_then(Scalar::as_bool).unwrap_or(false)
}
