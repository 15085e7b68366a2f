//! `oneof { … }`: on several lines its values stand below each other.

use super::{
    Formatter,
    doc::{Doc, choice, concat},
    sequence::{ALTERNATIVES, Element},
};
use crate::{Span, ast::Alternative};

/// An alternative and how wide the names beside it are.
struct Aligned<'a> {
    alternative: &'a Alternative,
    width: usize,
}

impl Formatter<'_> {
    pub(super) fn oneof(&mut self, alternatives: &[Alternative], span: Span) -> Doc {
        let open = self.find(span.start as usize, '{');
        let before = self.comments_before(open);
        let named = alternatives.iter().filter(|it| it.value.is_some());
        let width = named.map(|it| it.name.text.len()).max().unwrap_or_default();
        let aligned: Vec<_> = alternatives.iter().map(|alternative| Aligned { alternative, width }).collect();
        concat(["oneof ".into(), before, self.row(&ALTERNATIVES, open..span.end as usize, &aligned)])
    }
}

impl Element for Aligned<'_> {
    fn span(&self) -> Span {
        self.alternative.span
    }

    fn write(&self, formatter: &mut Formatter<'_>) -> Doc {
        let name = formatter.name(&self.alternative.name);
        let Some(value) = &self.alternative.value else { return name };
        let padding = " ".repeat(self.width - self.alternative.name.text.len());
        concat([name, ": ".into(), choice(padding, ""), formatter.expr(value)])
    }

    /// `a: 1..9` and an alternative called `step` need a comma between them.
    fn runs_into(&self, next: &Self) -> bool {
        next.alternative.name.text == "step"
    }
}
