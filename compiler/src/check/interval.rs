//! What an expression can be, roughly: the quick way to see that a condition always holds, and what a picture says of
//! a cost.
//!
//! Bounds are computed as if every part could take each of its values independently (interval arithmetic), so "always"
//! is certain and anything else is left to the diagrams.

use crate::ir::{BinaryOp, Decision, DecisionId, Domain, Expr, ExprId, Exprs, Scalar, Space, UnaryOp, is_member};

/// Bounds of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Bounds {
    /// A number between two others, both included.
    Number(f64, f64),
    /// A truth value: whether it can be true, and whether it can be false.
    Truth { holds: bool, fails: bool },
    /// Nothing is known.
    Unknown,
}

const EITHER: Bounds = Bounds::Truth { holds: true, fails: true };

/// Bounds of the expressions of one space, each computed once.
#[derive(Debug, Default)]
pub struct Intervals {
    /// By expression; those of a first part of the arena.
    known: Vec<Bounds>,
}

impl Intervals {
    /// Whether something holds of the values that a decision may take.
    fn any(id: DecisionId, decisions: &[Decision], holds: impl Fn(&Decision, u32) -> bool) -> Bounds {
        let decision = &decisions[id.0 as usize];
        let values = (0..decision.domain.size() as u32).map(|it| truth(holds(decision, it)));
        values.reduce(hull).unwrap_or(EITHER)
    }

    /// Returns whether a condition surely holds under every assignment.
    pub(super) fn always(&mut self, exprs: &Exprs, decisions: &[Decision], condition: ExprId) -> bool {
        self.learn(exprs, decisions, condition);
        self.get(condition) == Bounds::Truth { holds: true, fails: false }
    }

    /// Returns two numbers between which the value of an expression lies, both included; nothing where none are known.
    /// They may lie further apart than any assignment asks for. It must always be the same space.
    pub fn number(&mut self, space: &Space, expr: ExprId) -> Option<(f64, f64)> {
        self.learn(&space.exprs, &space.decisions, expr);
        match self.get(expr) {
            Bounds::Number(low, high) => Some((low, high)),
            Bounds::Truth { .. } | Bounds::Unknown => None,
        }
    }

    fn learn(&mut self, exprs: &Exprs, decisions: &[Decision], last: ExprId) {
        // Parts have smaller ids than what is made of them.
        for at in self.known.len() as u32..=last.0 {
            let bounds = self.of(exprs.get(ExprId(at)), decisions);
            self.known.push(bounds);
        }
    }

    fn get(&self, id: ExprId) -> Bounds {
        self.known[id.0 as usize]
    }

    fn of(&self, expr: &Expr, decisions: &[Decision]) -> Bounds {
        match expr {
            Expr::Const(value) => constant(value),
            Expr::Value(id) => domain(&decisions[id.0 as usize].domain),
            Expr::Is(id, index) => Self::any(*id, decisions, |_, taken| taken == *index),
            Expr::Member(id, item) => Self::any(*id, decisions, |decision, taken| is_member(decision, taken, *item)),
            Expr::Unary(op, operand) => unary(*op, self.get(*operand)),
            Expr::Binary(op, left, right) => binary(*op, self.get(*left), self.get(*right)),
            Expr::All(parts) => parts.iter().fold(truth(true), |all, it| both(all, self.get(*it))),
            Expr::Any(parts) => parts.iter().fold(truth(false), |any, it| either(any, self.get(*it))),
            Expr::Sum(terms) => {
                terms.iter().fold(Bounds::Number(0.0, 0.0), |sum, it| binary(BinaryOp::Add, sum, self.get(*it)))
            }
            Expr::If(condition, then, otherwise) => match self.get(*condition) {
                Bounds::Truth { fails: false, .. } => self.get(*then),
                Bounds::Truth { holds: false, .. } => self.get(*otherwise),
                _ => hull(self.get(*then), self.get(*otherwise)),
            },
            Expr::Cost(..) | Expr::Latency(_) | Expr::Connected => Bounds::Unknown,
        }
    }
}

fn truth(value: bool) -> Bounds {
    Bounds::Truth { holds: value, fails: !value }
}

fn constant(value: &Scalar) -> Bounds {
    match value {
        Scalar::Bool(it) => truth(*it),
        other => other.as_float().map_or(Bounds::Unknown, |it| Bounds::Number(it, it)),
    }
}

fn domain(domain: &Domain) -> Bounds {
    let Domain::Values(values) = domain else { return Bounds::Unknown };
    values.iter().map(constant).reduce(hull).unwrap_or(Bounds::Unknown)
}

fn hull(left: Bounds, right: Bounds) -> Bounds {
    match (left, right) {
        (Bounds::Number(a, b), Bounds::Number(c, d)) => Bounds::Number(a.min(c), b.max(d)),
        (Bounds::Truth { holds: a, fails: b }, Bounds::Truth { holds: c, fails: d }) => {
            Bounds::Truth { holds: a || c, fails: b || d }
        }
        _ => Bounds::Unknown,
    }
}

fn both(left: Bounds, right: Bounds) -> Bounds {
    match (left, right) {
        (Bounds::Truth { holds: a, fails: b }, Bounds::Truth { holds: c, fails: d }) => {
            Bounds::Truth { holds: a && c, fails: b || d }
        }
        (never @ Bounds::Truth { holds: false, .. }, _) | (_, never @ Bounds::Truth { holds: false, .. }) => never,
        _ => EITHER,
    }
}

fn either(left: Bounds, right: Bounds) -> Bounds {
    match (left, right) {
        (Bounds::Truth { holds: a, fails: b }, Bounds::Truth { holds: c, fails: d }) => {
            Bounds::Truth { holds: a || c, fails: b && d }
        }
        (always @ Bounds::Truth { fails: false, .. }, _) | (_, always @ Bounds::Truth { fails: false, .. }) => always,
        _ => EITHER,
    }
}

fn unary(op: UnaryOp, operand: Bounds) -> Bounds {
    match (op, operand) {
        (UnaryOp::Not, Bounds::Truth { holds, fails }) => Bounds::Truth { holds: fails, fails: holds },
        (UnaryOp::Negate, Bounds::Number(low, high)) => Bounds::Number(-high, -low),
        (UnaryOp::Floor, Bounds::Number(low, high)) => Bounds::Number(low.floor(), high.floor()),
        (UnaryOp::Ceil, Bounds::Number(low, high)) => Bounds::Number(low.ceil(), high.ceil()),
        (UnaryOp::Round, Bounds::Number(low, high)) => Bounds::Number(low.round(), high.round()),
        _ => Bounds::Unknown,
    }
}

fn binary(op: BinaryOp, left: Bounds, right: Bounds) -> Bounds {
    let (Bounds::Number(a, b), Bounds::Number(c, d)) = (left, right) else { return Bounds::Unknown };
    match op {
        BinaryOp::Add => Bounds::Number(a + c, b + d),
        BinaryOp::Subtract => Bounds::Number(a - d, b - c),
        BinaryOp::Multiply => corners([a * c, a * d, b * c, b * d]),
        BinaryOp::Divide if c > 0.0 => corners([a / c, a / d, b / c, b / d]),
        BinaryOp::FloorDivide if c > 0.0 => corners([a / c, a / d, b / c, b / d].map(f64::floor)),
        BinaryOp::Power if a >= 1.0 && c >= 0.0 => corners([a.powf(c), a.powf(d), b.powf(c), b.powf(d)]),
        BinaryOp::Remainder if c > 0.0 => Bounds::Number(0.0, if a >= 0.0 { b.min(d) } else { d }),
        BinaryOp::Min => Bounds::Number(a.min(c), b.min(d)),
        BinaryOp::Max => Bounds::Number(a.max(c), b.max(d)),
        BinaryOp::Less => Bounds::Truth { holds: a < d, fails: b >= c },
        BinaryOp::LessEqual => Bounds::Truth { holds: a <= d, fails: b > c },
        BinaryOp::Equal => Bounds::Truth { holds: a <= d && c <= b, fails: a < b || c < d || a < c || a > c },
        _ => Bounds::Unknown,
    }
}

/// The bounds of what lies between some values; nothing is known of values too large to be exact.
fn corners(values: [f64; 4]) -> Bounds {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Beyond 2^53 rounding could hide that a condition fails.
    if low.abs().max(high.abs()) < 9e15 { Bounds::Number(low, high) } else { Bounds::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_always_holds_is_seen() {
        let mut exprs = Exprs::default();
        let (one, two) = (exprs.int(1), exprs.int(2));
        let unknown = exprs.intern(Expr::Value(DecisionId(0)));
        let sum = exprs.add(unknown, two);
        let positive = exprs.binary(BinaryOp::LessEqual, one, sum);
        let large = exprs.binary(BinaryOp::LessEqual, sum, unknown);
        let decision = Decision {
            path: "width".to_owned(),
            domain: Domain::Values(vec![Scalar::Int(1), Scalar::Int(5)]),
            active: one,
            span: nas_grammar::Span::default(),
        };
        let mut intervals = Intervals::default();
        assert!(intervals.always(&exprs, std::slice::from_ref(&decision), positive));
        assert!(!intervals.always(&exprs, &[decision], large));
    }

    #[test]
    fn a_power_grows_and_a_remainder_stays_below_what_divides() {
        let mut exprs = Exprs::default();
        let active = exprs.bool(true);
        let domain = Domain::Values([3, 5, 7].map(Scalar::Int).to_vec());
        let decision = Decision { path: "level".to_owned(), domain, active, span: nas_grammar::Span::default() };
        let level = exprs.intern(Expr::Value(DecisionId(0)));
        let [two, four, eight, hundred] = [2, 4, 8, 128].map(|it| exprs.int(it));
        let power = exprs.binary(BinaryOp::Power, two, level);
        let rest = exprs.binary(BinaryOp::Remainder, level, four);
        let mut always = |left, right| {
            let condition = exprs.binary(BinaryOp::LessEqual, left, right);
            Intervals::default().always(&exprs, std::slice::from_ref(&decision), condition)
        };
        assert!(always(eight, power) && always(power, hundred) && always(rest, four));
        assert!(!always(power, eight) && !always(rest, two));
    }
}
