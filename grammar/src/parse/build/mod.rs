//! From the generated parser's pairs to the tree: items.
//!
//! The grammar guarantees which pairs stand inside which, so a missing one is a broken invariant and stops with a
//! message. One file per language form: items here, statements and expressions beside.

mod expr;
mod statement;

use std::ops::Range;

use pest::iterators::{Pair, Pairs};

use super::{Comment, Rule, errors};
use crate::{Diagnostics, FileId, Span, ast};

/// Turns pairs into tree nodes and notes what the grammar alone cannot refuse.
pub(super) struct Builder<'a> {
    file: FileId,
    offset: usize,
    comments: &'a [Comment],
    diagnostics: &'a mut Diagnostics,
    /// How many tree nodes stand above the current place, at most.
    height: usize,
    /// Whether the current item is too deep to be built.
    is_too_deep: bool,
}

/// The pairs inside a pair, taken in the grammar's order; marks are passed over.
struct Inside<'i>(Pairs<'i, Rule>);

impl<'i> Inside<'i> {
    fn of(pair: Pair<'i, Rule>) -> Self {
        Self(pair.into_inner())
    }

    /// Takes the next pair, which the grammar promises.
    #[expect(clippy::expect_used, reason = "the grammar promises the pair")]
    fn next(&mut self) -> Pair<'i, Rule> {
        self.0.find(|it| !is_silent(it)).expect("the grammar promises another part")
    }

    /// Takes the next pair if it is of a rule.
    fn take(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        while self.0.peek().is_some_and(|it| is_silent(&it)) {
            self.0.next();
        }
        (self.0.peek()?.as_rule() == rule).then(|| self.next())
    }

    /// Takes the rest.
    fn rest(self) -> impl Iterator<Item = Pair<'i, Rule>> {
        self.0.filter(|it| !is_silent(it))
    }
}

fn is_silent(pair: &Pair<'_, Rule>) -> bool {
    matches!(
        pair.as_rule(),
        Rule::open_paren
            | Rule::close_paren
            | Rule::open_bracket
            | Rule::close_bracket
            | Rule::open_brace
            | Rule::close_brace
            | Rule::comma
            | Rule::colon
            | Rule::equals
            | Rule::plus_equals
    )
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, offset: usize, comments: &'a [Comment], diagnostics: &'a mut Diagnostics) -> Self {
        Self { file, offset, comments, diagnostics, height: 0, is_too_deep: false }
    }

    /// Builds the items of a file or a piece. Those that are too deep are left out.
    pub(super) fn items(&mut self, pairs: Pairs<'_, Rule>) -> Vec<ast::Item> {
        let pairs = pairs.flat_map(Pair::into_inner);
        pairs.filter_map(|it| self.item(it).filter(|_| !std::mem::take(&mut self.is_too_deep))).collect()
    }

    fn item(&mut self, pair: Pair<'_, Rule>) -> Option<ast::Item> {
        Some(match pair.as_rule() {
            Rule::use_item => ast::Item::Use(self.use_item(pair)),
            Rule::const_item => ast::Item::Const(self.const_item(pair)),
            Rule::definition => ast::Item::Definition(self.definition(pair)),
            Rule::space_item => ast::Item::Space(self.space(pair)),
            Rule::task_item => ast::Item::Section(self.task(pair)),
            Rule::section_item => ast::Item::Section(self.section(pair)),
            _ => return None,
        })
    }

    fn use_item(&mut self, pair: Pair<'_, Rule>) -> ast::Use {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        let module = match inside.take(Rule::string) {
            Some(text) => ast::Module::File(self.text(&text)),
            None => ast::Module::Path(self.path(inside.next())),
        };
        let names = inside.take(Rule::use_names).map(|it| Inside::of(it).rest().map(|it| self.use_name(it)).collect());
        let alias = inside.take(Rule::use_alias).map(|it| self.alias(it));
        ast::Use { module, names, alias, span }
    }

    fn use_name(&mut self, pair: Pair<'_, Rule>) -> (ast::Name, Option<ast::Name>) {
        let mut inside = Inside::of(pair);
        let name = self.name(&inside.next());
        (name, inside.take(Rule::use_alias).map(|it| self.alias(it)))
    }

    fn alias(&mut self, pair: Pair<'_, Rule>) -> ast::Name {
        let mut inside = Inside::of(pair);
        inside.next();
        self.name(&inside.next())
    }

    fn const_item(&mut self, pair: Pair<'_, Rule>) -> ast::Const {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        ast::Const { name: self.name(&inside.next()), value: self.expr(inside.next()), span }
    }

    fn definition(&mut self, pair: Pair<'_, Rule>) -> ast::Definition {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        let kind = match inside.next().as_str() {
            "op" => ast::DefinitionKind::Op,
            "cell" => ast::DefinitionKind::Cell,
            "block" => ast::DefinitionKind::Block,
            _ => ast::DefinitionKind::Fn,
        };
        let name = self.name(&inside.next());
        let params = self.params(&mut inside);
        let body = match inside.take(Rule::block) {
            Some(block) => ast::Body::Block(self.block(block)),
            None => ast::Body::Expr(self.expr(inside.next())),
        };
        ast::Definition { kind, name, params, body, span }
    }

    fn space(&mut self, pair: Pair<'_, Rule>) -> ast::Space {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        let name = self.name(&inside.next());
        let params = self.params(&mut inside);
        ast::Space { name, params, body: self.block(inside.next()), span }
    }

    fn params(&mut self, inside: &mut Inside<'_>) -> Vec<ast::Param> {
        let Some(params) = inside.take(Rule::params) else { return vec![] };
        Inside::of(params).rest().map(|it| self.param(it)).collect()
    }

    fn param(&mut self, pair: Pair<'_, Rule>) -> ast::Param {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        let name = self.name(&inside.next());
        let ty = self.ty(inside.next());
        ast::Param { name, ty, default: inside.take(Rule::expr).map(|it| self.expr(it)), span }
    }

    fn ty(&mut self, pair: Pair<'_, Rule>) -> ast::Type {
        let span = self.span(&pair);
        let pair = Inside::of(pair).next();
        let is_list = pair.as_rule() == Rule::list_type;
        let mut inside = Inside::of(pair.clone());
        if is_list {
            return ast::Type::List(Box::new(self.ty(inside.next())), span);
        }
        let name = self.name(&inside.next());
        let bracketed = pair.into_inner().any(|it| it.as_rule() == Rule::open_bracket);
        let dims: Vec<_> = inside.rest().map(|it| self.expr(it)).collect();
        ast::Type::Named { name, dims: bracketed.then_some(dims), span }
    }

    fn task(&mut self, pair: Pair<'_, Rule>) -> ast::Section {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        inside.next();
        let name = self.name(&inside.next());
        let of = Some(self.name(&inside.next()));
        ast::Section { kind: ast::SectionKind::Task, name, of, entries: self.entries(inside.next()), span }
    }

    fn section(&mut self, pair: Pair<'_, Rule>) -> ast::Section {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        let kind = match inside.next().as_str() {
            "search" => ast::SectionKind::Search,
            "train" => ast::SectionKind::Train,
            _ => ast::SectionKind::Device,
        };
        let name = self.name(&inside.next());
        ast::Section { kind, name, of: None, entries: self.entries(inside.next()), span }
    }

    fn entries(&mut self, pair: Pair<'_, Rule>) -> Vec<ast::SectionEntry> {
        Inside::of(pair).rest().map(|it| self.section_entry(Inside::of(it).next())).collect()
    }

    fn section_entry(&mut self, pair: Pair<'_, Rule>) -> ast::SectionEntry {
        if pair.as_rule() == Rule::field_entry {
            return ast::SectionEntry::Field(self.entry(pair));
        }
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        let maximize = inside.next().as_str() == ast::OBJECTIVES[0];
        ast::SectionEntry::Objective { maximize, metric: self.expr(inside.next()), span }
    }

    fn entry(&mut self, pair: Pair<'_, Rule>) -> ast::Entry {
        let span = self.span(&pair);
        let mut inside = Inside::of(pair);
        ast::Entry { key: self.name(&inside.next()), value: self.expr(inside.next()), span }
    }

    // Tokens

    /// Returns where a pair stands. What the grammar skipped behind its last token does not belong to it.
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let text = pair.as_str();
        let start = self.offset + pair.as_span().start();
        let mut end = start + text.trim_end().len();
        while let Some(comment) = self.comment_that_ends_at(end).filter(|it| it.start > start) {
            end = start + text[..comment.start - start].trim_end().len();
        }
        Span::new(self.file, start..end)
    }

    fn comment_that_ends_at(&self, end: usize) -> Option<Range<usize>> {
        let index = self.comments.binary_search_by_key(&end, |it| it.span.end as usize).ok()?;
        Some(self.comments[index].span.range())
    }

    fn name(&self, pair: &Pair<'_, Rule>) -> ast::Name {
        ast::Name { text: pair.as_str().to_owned(), span: self.span(pair) }
    }

    fn path(&self, pair: Pair<'_, Rule>) -> ast::Path {
        let span = self.span(&pair);
        ast::Path { names: Inside::of(pair).rest().map(|it| self.name(&it)).collect(), span }
    }

    fn text(&mut self, pair: &Pair<'_, Rule>) -> ast::Text {
        let span = self.span(pair);
        let quoted = pair.as_str();
        let mut value = String::with_capacity(quoted.len());
        let mut chars = quoted[1..quoted.len() - 1].chars();
        while let Some(next) = chars.next() {
            let escaped = if next == '\\' { chars.next() } else { None };
            match escaped {
                None => value.push(next),
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some(it @ ('"' | '\\')) => value.push(it),
                Some(it) => self.diagnostics.push(errors::bad_escape(span, it)),
            }
        }
        ast::Text { value, span }
    }
}
