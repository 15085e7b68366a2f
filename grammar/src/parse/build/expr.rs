//! Expressions.

use std::{cell::RefCell, sync::LazyLock};

use pest::{
    iterators::Pair,
    pratt_parser::{Assoc, Op, PrattParser},
};

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

/// How strongly operators bind, loosest first.
static STRENGTHS: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(Op::infix(Rule::kw_implies, Assoc::Right))
        .op(left(Rule::kw_or))
        .op(left(Rule::kw_and))
        .op(Op::prefix(Rule::kw_not))
        .op(left(Rule::sum_op))
        .op(left(Rule::product_op))
        .op(Op::prefix(Rule::minus))
});

impl Builder<'_> {
    /// Builds an expression, unless the tree becomes too deep for those that walk it.
    pub(super) fn expr(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let pair = innermost(pair);
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
            Rule::logic | Rule::arithmetic => self.operators(pair),
            Rule::comparison => self.comparison(pair, span),
            Rule::range => self.range(pair, span),
            Rule::postfix => self.postfix(pair),
            _ => self.primary(pair, span),
        }
    }

    fn pipe(&mut self, pair: Pair<'_, Rule>, span: Span) -> Expr {
        let stages = Inside::of(pair).rest().filter(|it| it.as_rule() != Rule::arrow);
        node(ExprKind::Pipe(stages.map(|it| self.expr(it)).collect()), span)
    }

    /// Operands and operators, grouped by how strongly these bind.
    fn operators(&mut self, pair: Pair<'_, Rule>) -> Expr {
        let builder = RefCell::new(self);
        STRENGTHS
            .map_primary(|it| builder.borrow_mut().expr(it))
            .map_prefix(|it, operand| {
                let span = builder.borrow().span(&it).to(operand.span);
                let op = if it.as_rule() == Rule::minus { UnaryOp::Negate } else { UnaryOp::Not };
                node(ExprKind::Unary { op, operand }, span)
            })
            .map_infix(|left, it, right| binary(operator(&it), left, right))
            .parse(pair.into_inner())
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
            let end = inside.take(Rule::arithmetic).map(|it| self.expr(it));
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

/// Passes over rules that only pass on what is inside: most operands have no operator.
fn innermost(mut pair: Pair<'_, Rule>) -> Pair<'_, Rule> {
    while let Rule::expr
    | Rule::logic
    | Rule::comparison
    | Rule::range
    | Rule::arithmetic
    | Rule::postfix
    | Rule::condition = pair.as_rule()
    {
        let mut inside = pair.clone().into_inner();
        match (inside.next(), inside.next()) {
            (Some(only), None) => pair = only,
            _ => break,
        }
    }
    pair
}

/// Returns how many nodes a pair puts on top of each other.
fn nodes(pair: &Pair<'_, Rule>) -> usize {
    let inside = || pair.clone().into_inner();
    match pair.as_rule() {
        Rule::logic => inside().filter(|it| it.as_rule() != Rule::comparison).count(),
        Rule::arithmetic => inside().filter(|it| it.as_rule() != Rule::postfix).count(),
        Rule::postfix => inside().count() - 1,
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
        "or" => BinaryOp::Or,
        _ => BinaryOp::Implies,
    }
}
