//! Statements and blocks.

use pest::iterators::Pair;

use super::{Builder, Inside};
use crate::{ast, parse::Rule};

impl Builder<'_> {
    pub(super) fn block(&mut self, pair: Pair<'_, Rule>) -> ast::Block {
        let span = self.span(&pair);
        ast::Block { statements: Inside::of(pair).rest().map(|it| self.statement(it)).collect(), span }
    }

    fn statement(&mut self, pair: Pair<'_, Rule>) -> ast::Statement {
        match pair.as_rule() {
            Rule::let_statement => self.let_statement(pair),
            Rule::append_statement => self.append_statement(pair),
            Rule::input_statement => self.input_statement(pair),
            Rule::require_statement => self.require_statement(pair),
            _ => ast::Statement::Expr(self.expr(Inside::of(pair).next())),
        }
    }

    fn let_statement(&mut self, pair: Pair<'_, Rule>) -> ast::Statement {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        ast::Statement::Let { pattern: self.pattern(inside.next()), value: self.expr(inside.next()), span }
    }

    fn append_statement(&mut self, pair: Pair<'_, Rule>) -> ast::Statement {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        ast::Statement::Append { list: self.name(&inside.next()), value: self.expr(inside.next()), span }
    }

    fn input_statement(&mut self, pair: Pair<'_, Rule>) -> ast::Statement {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        ast::Statement::Input { name: self.name(&inside.next()), ty: self.ty(inside.next()), span }
    }

    fn require_statement(&mut self, pair: Pair<'_, Rule>) -> ast::Statement {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        let condition = self.expr(inside.next());
        let reason = inside.take(Rule::kw_else).map(|_| self.text(&inside.next()));
        ast::Statement::Require { condition, reason, span }
    }

    pub(super) fn pattern(&mut self, pair: Pair<'_, Rule>) -> ast::Pattern {
        let pair = Inside::of(pair).next();
        if pair.as_rule() == Rule::ident {
            return ast::Pattern::Name(self.name(&pair));
        }
        let span = self.span(&pair);
        ast::Pattern::List(Inside::of(pair).rest().map(|it| self.name(&it)).collect(), span)
    }
}
