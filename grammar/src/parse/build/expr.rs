//! Expressions.

use pest::iterators::Pair;

use super::{Builder, Inside};
use crate::{
    Diagnostic, Span,
    ast::{self, BinaryOp, Expr, ExprKind, UnaryOp, Unit},
    parse::{Rule, errors, number},
};

/// The most operands in a row: every one of them nests the tree once more.
const OPERANDS: usize = 200;
/// The most nodes from an item down to a leaf, so that nothing that walks a tree runs out of stack.
const HEIGHT: usize = 400;

impl Builder<'_> {
    /// Builds an expression, unless the tree becomes too deep for those that walk it.
    pub(super) fn expr(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let span = self.span(&pair);
        let nodes = nodes(&pair);
        if nodes > OPERANDS {
            return self.refuse(errors::too_long(span, OPERANDS), span);
        }
        if self.height + nodes > HEIGHT {
            return self.refuse(errors::too_deep(span), span);
        }
        self.height += nodes;
        let expr = self.form(pair, span);
        self.height -= nodes;
        expr
    }

    fn refuse(&mut self, diagnostic: Diagnostic, span: Span) -> Expr {
        if !std::mem::replace(&mut self.is_too_deep, true) {
            self.diagnostics.push(diagnostic);
        }
        node(ExprKind::List(vec![]), span)
    }

    fn form(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        match pair.as_rule() {
            Rule::expr => self.pipe(pair, span),
            Rule::implication => self.implication(pair),
            Rule::disjunction | Rule::conjunction | Rule::sum | Rule::product => self.chain(pair),
            Rule::negation | Rule::unary => self.prefixed(pair, span),
            Rule::comparison => self.comparison(pair, span),
            Rule::range => self.range(pair, span),
            Rule::postfix => self.postfix(pair),
            Rule::condition => self.expr(Inside::of(pair).next()),
            _ => self.primary(pair, span),
        }
    }

    fn pipe(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        let stages = Inside::of(pair).rest().filter(|it| it.as_rule() != Rule::arrow);
        let mut stages: Vec<Expr> = stages.map(|it| self.expr(it)).collect();
        if stages.len() == 1 { stages.remove(0) } else { node(ExprKind::Pipe(stages), span) }
    }

    /// `a implies b implies c` is `a implies (b implies c)`.
    fn implication(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let operands = Inside::of(pair).rest().filter(|it| it.as_rule() != Rule::kw_implies);
        let mut operands: Vec<Expr> = operands.map(|it| self.expr(it)).collect();
        let mut right = operands.remove(operands.len() - 1);
        while let Some(left) = operands.pop() {
            right = binary(BinaryOp::Implies, left, right);
        }
        right
    }

    /// Operators of one strength, from left to right.
    fn chain(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let mut inside = Inside::of(pair);
        let mut left = self.expr(inside.next());
        let mut op = None;
        for part in inside.rest() {
            match op.take() {
                None => op = Some(operator(&part)),
                Some(op) => left = binary(op, left, self.expr(part)),
            }
        }
        left
    }

    fn prefixed(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        let mut starts = vec![];
        for part in Inside::of(pair).rest() {
            match part.as_rule() {
                Rule::kw_not => starts.push((UnaryOp::Not, self.span(&part))),
                Rule::minus => starts.push((UnaryOp::Negate, self.span(&part))),
                _ => {
                    let operand = self.expr(part);
                    return starts.into_iter().rev().fold(operand, |operand, (op, start)| {
                        let span = start.to(operand.span);
                        node(ExprKind::Unary { op, operand }, span)
                    });
                }
            }
        }
        node(ExprKind::List(vec![]), span)
    }

    fn comparison(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        let mut inside = Inside::of(pair);
        let left = self.expr(inside.next());
        if inside.take(Rule::kw_is).is_some() {
            let name = self.name(&inside.next());
            return node(ExprKind::Is { value: left, name }, span);
        }
        match inside.take(Rule::compare_op) {
            None => left,
            Some(op) => binary(operator(&op), left, self.expr(inside.next())),
        }
    }

    fn range(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        let mut inside = Inside::of(pair);
        let start = self.expr(inside.next());
        let Some(op) = inside.take(Rule::range_op) else { return start };
        let end = self.expr(inside.next());
        let step = inside.take(Rule::kw_step).map(|_| self.expr(inside.next()));
        node(ExprKind::Range { start, end, inclusive: op.as_str() == "..=", step }, span)
    }

    fn postfix(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let mut inside = Inside::of(pair);
        let mut base = self.expr(inside.next());
        for part in inside.rest() {
            let span = base.span.to(self.span(&part));
            let kind = match part.as_rule() {
                Rule::call => ExprKind::Call { callee: base, args: self.args(part) },
                Rule::index => self.index(base, part),
                _ => ExprKind::Field { base, name: self.name(&Inside::of(part).next()) },
            };
            base = node(kind, span);
        }
        base
    }

    fn args(&mut self, pair: Pair<'_, Rule>) -> Vec<ast::Arg> {
        Inside::of(pair).rest().map(|it| self.arg(it)).collect()
    }

    fn arg(&mut self, pair: Pair<'_, Rule>) -> ast::Arg {
        let span = self.span(&pair);
        let pair = Inside::of(pair).next();
        if pair.as_rule() != Rule::named_arg {
            return ast::Arg { name: None, value: self.expr(pair), span };
        }
        let mut inside = Inside::of(pair);
        ast::Arg { name: Some(self.name(&inside.next())), value: self.expr(inside.next()), span }
    }

    fn index(&mut self, base: Expr, pair: Pair<'_, Rule>) -> ExprKind {
        let mut inside = Inside::of(pair);
        if let Some(open) = inside.take(Rule::open_start) {
            let mut inside = Inside::of(open);
            let inclusive = inside.next().as_str() == "..=";
            let end = inside.take(Rule::sum).map(|it| self.expr(it));
            return ExprKind::Slice { base, start: None, end, inclusive };
        }
        let index = self.expr(inside.next());
        if inside.take(Rule::open_end).is_some() {
            return ExprKind::Slice { base, start: Some(index), end: None, inclusive: false };
        }
        match *index.kind {
            ExprKind::Range { start, end, inclusive, step: None } => {
                ExprKind::Slice { base, start: Some(start), end: Some(end), inclusive }
            }
            _ => ExprKind::Index { base, index },
        }
    }

    fn primary(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        let kind = match pair.as_rule() {
            Rule::number => self.number(&pair, span),
            Rule::counted => self.counted(pair, span),
            Rule::string => ExprKind::Text(self.text(&pair).value),
            Rule::boolean => ExprKind::Bool(pair.as_str() == "true"),
            Rule::path => ExprKind::Path(self.path(pair)),
            Rule::paren => ExprKind::Paren(self.expr(Inside::of(pair).next())),
            Rule::list => ExprKind::List(Inside::of(pair).rest().map(|it| self.expr(it)).collect()),
            Rule::record => ExprKind::Record(Inside::of(pair).rest().map(|it| self.entry(it)).collect()),
            Rule::oneof => self.oneof(pair),
            Rule::pick => self.pick(pair),
            Rule::maybe => ExprKind::Maybe(self.second(pair)),
            Rule::for_expr => self.for_expr(pair),
            Rule::repeat_expr => self.repeat(pair),
            _ => self.if_expr(pair),
        };
        node(kind, span)
    }

    fn number(&mut self, pair: &Pair<'_, Rule>, span: Span) -> ExprKind {
        number::read(pair.as_str(), span).unwrap_or_else(|diagnostic| {
            self.diagnostics.push(*diagnostic);
            ExprKind::Number { value: 1.0, whole: true, unit: Unit::One }
        })
    }

    fn counted(&mut self, pair: Pair<'_, Rule>, span: Span) -> ExprKind {
        let mut inside = Inside::of(pair);
        let amount = self.number(&inside.next(), span);
        let counted = if inside.next().as_str().starts_with("trial") { Unit::Trials } else { Unit::Epochs };
        match amount {
            ExprKind::Number { value, whole, unit: Unit::One } => ExprKind::Number { value, whole, unit: counted },
            other => other,
        }
    }

    /// The part behind the form's word.
    fn second(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let mut inside = Inside::of(pair);
        inside.next();
        self.expr(inside.next())
    }

    fn oneof(&mut self, pair: Pair<'_, Rule>) -> ExprKind {
        let mut inside = Inside::of(pair);
        inside.next();
        match inside.take(Rule::alternatives) {
            Some(alternatives) => {
                ExprKind::OneOf(Inside::of(alternatives).rest().map(|it| self.alternative(it)).collect())
            }
            None => ExprKind::OneOfValues(self.expr(inside.next())),
        }
    }

    fn alternative(&mut self, pair: Pair<'_, Rule>) -> ast::Alternative {
        let span = self.span(&pair);
        let pair = Inside::of(pair).next();
        if pair.as_rule() == Rule::ident {
            return ast::Alternative { name: self.name(&pair), value: None, span };
        }
        let mut inside = Inside::of(pair);
        ast::Alternative { name: self.name(&inside.next()), value: Some(self.expr(inside.next())), span }
    }

    fn pick(&mut self, pair: Pair<'_, Rule>) -> ExprKind {
        let mut inside = Inside::of(pair);
        inside.next();
        let count = self.expr(inside.next());
        inside.next();
        ExprKind::Pick { count, from: self.expr(inside.next()) }
    }

    fn for_expr(&mut self, pair: Pair<'_, Rule>) -> ExprKind {
        let mut inside = Inside::of(pair);
        inside.next();
        let pattern = self.pattern(inside.next());
        inside.next();
        let items = self.expr(inside.next());
        ExprKind::For { pattern, items, body: self.block(inside.next()) }
    }

    fn repeat(&mut self, pair: Pair<'_, Rule>) -> ExprKind {
        let mut inside = Inside::of(pair);
        inside.next();
        ExprKind::Repeat { count: self.expr(inside.next()), body: self.block(inside.next()) }
    }

    fn if_expr(&mut self, pair: Pair<'_, Rule>) -> ExprKind {
        let mut inside = Inside::of(pair);
        let mut branches = vec![];
        let mut otherwise = None;
        while inside.take(Rule::kw_if).is_some() {
            let condition = self.expr(inside.next());
            branches.push((condition, self.block(inside.next())));
            if inside.take(Rule::kw_else).is_some() {
                otherwise = inside.take(Rule::block).map(|it| self.block(it));
            }
        }
        ExprKind::If { branches, otherwise }
    }
}

/// Returns how many nodes a pair puts on top of each other. Rules that only pass on what is inside put none.
fn nodes(pair: &Pair<'_, Rule>) -> usize {
    let inside = || pair.clone().into_inner().filter(|it| it.as_rule() != Rule::COMMENT).count();
    match pair.as_rule() {
        Rule::implication | Rule::disjunction | Rule::conjunction | Rule::sum | Rule::product => inside() / 2,
        Rule::negation | Rule::unary | Rule::postfix => inside() - 1,
        Rule::expr | Rule::comparison | Rule::range => usize::from(inside() > 1),
        Rule::condition => 0,
        _ => 1,
    }
}

fn node(kind: ExprKind, span: Span) -> Expr {
    Expr { kind: Box::new(kind), span }
}

fn binary(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    node(ExprKind::Binary { op, left, right }, span)
}

fn operator(pair: &Pair<'_, Rule>) -> BinaryOp {
    match pair.as_str() {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Remainder,
        "==" => BinaryOp::Equal,
        "!=" => BinaryOp::NotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterEqual,
        "and" => BinaryOp::And,
        _ => BinaryOp::Or,
    }
}
