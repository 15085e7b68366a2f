//! Expressions over decisions, as text.

use crate::ir::{BinaryOp, Built, DecisionId, Domain, Expr, ExprId, Scalar, Space, UnaryOp};

/// Parts of an expression that are written at most: shared parts are written out at each use, so text may grow fast.
const LONGEST: usize = 64;
/// Parts of an expression that are written at most where it stands in a label.
const BRIEF: usize = 16;

/// How decisions are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// By their paths.
    Path,
    /// By the last segments of their paths.
    Segment,
}

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
    Writer { space, naming: Naming::Path, left: LONGEST }.write(expr).0
}

/// Writes an expression for a label: decisions go by the last segments of their paths, and less of it is written.
pub fn brief(space: &Space, expr: ExprId) -> String {
    Writer { space, naming: Naming::Segment, left: BRIEF }.write(expr).0
}

/// Returns whether a condition holds in every architecture, whatever is decided.
pub fn holds_always(space: &Space, condition: ExprId) -> bool {
    space.exprs.as_const(condition).and_then(Scalar::as_bool) == Some(true)
}

/// Writes a condition behind `if`; nothing where it always holds.
pub fn condition(space: &Space, expr: ExprId) -> Option<String> {
    (!holds_always(space, expr)).then(|| format!("if {}", render(space, expr)))
}

struct Writer<'a> {
    space: &'a Space,
    naming: Naming,
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
        let path = &self.space.decision(decision).path;
        match self.naming {
            Naming::Path => path.clone(),
            Naming::Segment => path.rsplit('.').next().unwrap_or(path).to_owned(),
        }
    }

    fn is(&self, decision: DecisionId, index: u32) -> (String, Binds) {
        let domain = &self.space.decision(decision).domain;
        let verb = if matches!(domain, Domain::Alternatives(_)) { "is" } else { "==" };
        (format!("{} {verb} {}", self.path(decision), domain.render(index)), Binds::Compare)
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
        let domain = &self.space.decision(of?).domain;
        let values: Vec<String> = values.into_iter().map(|it| domain.render(it)).collect();
        Some(format!("{} in [{}]", self.path(of?), values.join(", ")))
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
        let truth = |it: ExprId| self.space.exprs.as_const(it).and_then(Scalar::as_bool);
        // A choice between the truth values says no more than its condition.
        if (truth(parts[1]), truth(parts[2])) == (Some(true), Some(false)) {
            return self.write(parts[0]);
        }
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
    use crate::{Library, compile};

    const TEXT: &str = "space Small {\n  input x: image[1, 4, 4]\n  let width = oneof [8, 16]\n  \
        let layers = for layer in 0..2 { oneof { conv: conv(width, 3), pool: max_pool(3) -> conv(width, 1) } }\n  \
        x -> layers[0] -> layers[1]\n}\n";

    fn space() -> Space {
        let compilation = compile(&Library(&[]), "small.nas", TEXT);
        assert!(compilation.diagnostics.is_empty(), "{:?}", compilation.diagnostics);
        compilation.program.spaces["Small"].clone()
    }

    fn number(space: &mut Space, value: i64) -> ExprId {
        space.exprs.intern(Expr::Const(Scalar::Int(value)))
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let mut space = space();
        let (one, two) = (number(&mut space, 1), number(&mut space, 2));
        let sum = space.exprs.intern(Expr::Sum(vec![one, two]));
        let product = space.exprs.intern(Expr::Binary(BinaryOp::Multiply, sum, two));
        let difference = space.exprs.intern(Expr::Binary(BinaryOp::Subtract, product, sum));
        assert_eq!(render(&space, difference), "(1 + 2) * 2 - (1 + 2)");
    }

    #[test]
    fn several_values_of_a_decision_are_a_list() {
        let mut space = space();
        let width = space.find("width").unwrap();
        let each = [0, 1].map(|it| space.exprs.intern(Expr::Is(width, it)));
        let any = space.exprs.intern(Expr::Any(each.to_vec()));
        assert_eq!(render(&space, each[0]), "width == 8");
        assert_eq!(render(&space, any), "width in [8, 16]");
    }

    #[test]
    fn labels_name_decisions_by_their_last_segment() {
        let mut space = space();
        let op = space.find("layer1.op").unwrap();
        let is_pool = space.exprs.intern(Expr::Is(op, 1));
        assert_eq!(condition(&space, is_pool).as_deref(), Some("if layer1.op is pool"));
        assert_eq!(brief(&space, is_pool), "op is pool");
    }

    #[test]
    fn what_cannot_be_read_is_cut() {
        let mut space = space();
        let mut expr = space.exprs.intern(Expr::Value(DecisionId(0)));
        for _ in 0..20 {
            expr = space.exprs.intern(Expr::Binary(BinaryOp::Multiply, expr, expr));
        }
        assert!(render(&space, expr).contains('…') && render(&space, expr).len() < 2_000);
        assert!(brief(&space, expr).len() < render(&space, expr).len());
    }
}
