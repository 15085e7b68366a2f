//! Expressions over decisions, as text.

use crate::ir::{BinaryOp, Built, DecisionId, Domain, Expr, ExprId, Space, UnaryOp};

/// Parts of an expression that are written at most: shared parts are written out at each use, so text may grow fast.
const LONGEST: usize = 64;

/// How tightly a form binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    If,
    Or,
    And,
    Compare,
    Add,
    Multiply,
    Unary,
    Alone,
}

/// Writes an expression of a space in the words of the language; decisions are named by their paths. What is longer
/// than can be read ends in `…`.
pub fn render(space: &Space, expr: ExprId) -> String {
    Writer { space, left: LONGEST }.write(expr).0
}

/// Writes a condition behind `if`; nothing where it always holds.
pub fn condition(space: &Space, expr: ExprId) -> Option<String> {
    let is_true = space.exprs.as_const(expr).and_then(crate::ir::Scalar::as_bool) == Some(true);
    (!is_true).then(|| format!("if {}", render(space, expr)))
}

struct Writer<'a> {
    space: &'a Space,
    left: usize,
}

impl Writer<'_> {
    fn write(&mut self, expr: ExprId) -> (String, Binds) {
        if self.left == 0 {
            return ("…".to_owned(), Binds::Alone);
        }
        self.left -= 1;
        match self.space.exprs.get(expr).clone() {
            Expr::Const(value) => (value.to_string(), Binds::Alone),
            Expr::Value(decision) => (self.path(decision), Binds::Alone),
            Expr::Is(decision, index) => self.is(decision, index),
            Expr::Member(decision, item) => (format!("{item} in {}", self.path(decision)), Binds::Compare),
            Expr::Unary(op, operand) => self.unary(op, operand),
            Expr::Binary(op, left, right) => self.binary(op, left, right),
            Expr::All(parts) => self.joined(&parts, " and ", Binds::And),
            Expr::Any(parts) => match self.one_of(&parts) {
                Some(text) => (text, Binds::Compare),
                None => self.joined(&parts, " or ", Binds::Or),
            },
            Expr::Sum(parts) => self.joined(&parts, " + ", Binds::Add),
            Expr::If(condition, then, otherwise) => self.conditional([condition, then, otherwise]),
            Expr::Cost(kind, Built::AsBuilt) => (kind.name().to_owned(), Binds::Alone),
            Expr::Cost(kind, Built::Simplified) => (format!("simplified({})", kind.name()), Binds::Alone),
            Expr::Latency(device) => (format!("latency({device})"), Binds::Alone),
            Expr::Connected => ("connected".to_owned(), Binds::Alone),
        }
    }

    fn path(&self, decision: DecisionId) -> String {
        self.space.decision(decision).path.clone()
    }

    fn is(&self, decision: DecisionId, index: u32) -> (String, Binds) {
        let decision = self.space.decision(decision);
        let verb = if matches!(decision.domain, Domain::Alternatives(_)) { "is" } else { "==" };
        (format!("{} {verb} {}", decision.path, decision.domain.render(index)), Binds::Compare)
    }

    /// Whether one decision takes one of several values.
    fn one_of(&self, parts: &[ExprId]) -> Option<String> {
        let mut values = vec![];
        let mut of = None;
        for part in parts {
            let Expr::Is(decision, index) = self.space.exprs.get(*part) else { return None };
            if *of.get_or_insert(*decision) != *decision {
                return None;
            }
            values.push(*index);
        }
        let decision = self.space.decision(of?);
        let values: Vec<String> = values.into_iter().map(|it| decision.domain.render(it)).collect();
        Some(format!("{} in [{}]", decision.path, values.join(", ")))
    }

    fn unary(&mut self, op: UnaryOp, operand: ExprId) -> (String, Binds) {
        match op {
            UnaryOp::Negate => (format!("-{}", self.within(operand, Binds::Unary)), Binds::Unary),
            UnaryOp::Not => (format!("not {}", self.within(operand, Binds::Compare)), Binds::Compare),
            UnaryOp::Floor => self.called("floor", &[operand]),
            UnaryOp::Ceil => self.called("ceil", &[operand]),
            UnaryOp::Round => self.called("round", &[operand]),
            UnaryOp::Abs => self.called("abs", &[operand]),
            UnaryOp::Sqrt => self.called("sqrt", &[operand]),
        }
    }

    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId) -> (String, Binds) {
        let (symbol, binds) = match op {
            BinaryOp::Add => ("+", Binds::Add),
            BinaryOp::Subtract => ("-", Binds::Add),
            BinaryOp::Multiply => ("*", Binds::Multiply),
            BinaryOp::Divide => ("/", Binds::Multiply),
            BinaryOp::Remainder => ("%", Binds::Multiply),
            BinaryOp::Equal => ("==", Binds::Compare),
            BinaryOp::Less => ("<", Binds::Compare),
            BinaryOp::LessEqual => ("<=", Binds::Compare),
            BinaryOp::FloorDivide => {
                let quotient = self.binary(BinaryOp::Divide, left, right).0;
                return (format!("floor({quotient})"), Binds::Alone);
            }
            BinaryOp::Power => return self.called("pow", &[left, right]),
            BinaryOp::Min => return self.called("min", &[left, right]),
            BinaryOp::Max => return self.called("max", &[left, right]),
        };
        let (symbol, left, right) = self.turned(symbol, left, right);
        let left = self.within(left, binds);
        // What stands on the right of `-` and `/` keeps its parentheses.
        let right = self.within(right, tighter(binds));
        (format!("{left} {symbol} {right}"), binds)
    }

    /// Writes `1 < depth` as `depth > 1`.
    fn turned(&self, symbol: &'static str, left: ExprId, right: ExprId) -> (&'static str, ExprId, ExprId) {
        match (symbol, self.space.exprs.as_const(left).is_some()) {
            ("<", true) => (">", right, left),
            ("<=", true) => (">=", right, left),
            ("==", true) => ("==", right, left),
            _ => (symbol, left, right),
        }
    }

    fn joined(&mut self, parts: &[ExprId], separator: &str, binds: Binds) -> (String, Binds) {
        let parts: Vec<String> = parts.iter().map(|it| self.within(*it, binds)).collect();
        (parts.join(separator), binds)
    }

    fn called(&mut self, name: &str, args: &[ExprId]) -> (String, Binds) {
        let args: Vec<String> = args.iter().map(|it| self.write(*it).0).collect();
        (format!("{name}({})", args.join(", ")), Binds::Alone)
    }

    fn conditional(&mut self, parts: [ExprId; 3]) -> (String, Binds) {
        let [condition, then, otherwise] = parts.map(|it| self.write(it).0);
        (format!("if {condition} {{ {then} }} else {{ {otherwise} }}"), Binds::If)
    }

    fn within(&mut self, expr: ExprId, least: Binds) -> String {
        let (text, binds) = self.write(expr);
        if binds < least { format!("({text})") } else { text }
    }
}

fn tighter(binds: Binds) -> Binds {
    match binds {
        Binds::If => Binds::Or,
        Binds::Or => Binds::And,
        Binds::And => Binds::Compare,
        Binds::Compare => Binds::Add,
        Binds::Add => Binds::Multiply,
        Binds::Multiply => Binds::Unary,
        Binds::Unary | Binds::Alone => Binds::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile, ir::Scalar};

    /// One decision, `width`, between 8 and 16.
    fn example() -> Space {
        let text = "space Small {
  input x: image[1, 4, 4]
  let width = oneof [8, 16]
  x -> conv(width, 3)
}";
        let compilation = compile(&Library(&[]), "small.nas", text);
        assert_eq!(compilation.diagnostics, []);
        compilation.program.spaces["Small"].clone()
    }

    fn number(space: &mut Space, value: i64) -> ExprId {
        space.exprs.intern(Expr::Const(Scalar::Int(value)))
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let mut space = example();
        let (one, two) = (number(&mut space, 1), number(&mut space, 2));
        let sum = space.exprs.intern(Expr::Sum(vec![one, two]));
        let product = space.exprs.intern(Expr::Binary(BinaryOp::Multiply, sum, two));
        let difference = space.exprs.intern(Expr::Binary(BinaryOp::Subtract, product, sum));
        assert_eq!(render(&space, difference), "(1 + 2) * 2 - (1 + 2)");
    }

    #[test]
    fn several_values_of_a_decision_are_a_list() {
        let mut space = example();
        let width = space.find("width").unwrap();
        let each = [0, 1].map(|it| space.exprs.intern(Expr::Is(width, it)));
        let any = space.exprs.intern(Expr::Any(each.to_vec()));
        assert_eq!(render(&space, each[0]), "width == 8");
        assert_eq!(render(&space, any), "width in [8, 16]");
    }

    #[test]
    fn what_cannot_be_read_is_cut() {
        let mut space = example();
        let mut expr = space.exprs.intern(Expr::Value(DecisionId(0)));
        for _ in 0..20 {
            expr = space.exprs.intern(Expr::Binary(BinaryOp::Multiply, expr, expr));
        }
        assert!(render(&space, expr).contains('…') && render(&space, expr).len() < 2_000);
    }
}
