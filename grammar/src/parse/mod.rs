//! From text to tree. One broken item, or one broken statement, costs one diagnostic; the rest of the file is read.

mod build;
mod cut;
mod describe;
mod errors;
mod hints;
mod mistake;
mod nesting;
mod number;
mod scan;
mod token;

use std::ops::Range;

use pest::{Parser as _, error::Error, iterators::Pairs};

use crate::{Diagnostic, Diagnostics, FileId, Span, ast};
use build::Builder;
use mistake::Mistake;
pub use number::{count, memory};
use scan::Piece;

mod rules {
    #[derive(pest_derive::Parser)]
    #[grammar = "nas.pest"]
    pub(super) struct Grammar;
}
use rules::{Grammar, Rule};

/// A comment; the tree does not hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The comment with its slashes, without the end of the line.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What came of a text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// What could be read.
    pub file: ast::File,
    /// Every comment in source order.
    pub comments: Vec<Comment>,
    /// What could not be read.
    pub diagnostics: Diagnostics,
}

/// How much stack the generated parser may use; nesting is bounded before it starts.
const STACK: usize = 64 * 1024 * 1024;

/// How many bytes a text may have.
pub const LENGTH: usize = 1 << 20;

/// Parses a text. Never fails: what cannot be read is missing from the tree and named in the diagnostics.
pub fn parse(file: FileId, text: &str) -> Parsed {
    if text.len() > LENGTH {
        let mut parsed = Parsed::default();
        parsed.diagnostics.push(errors::file_too_long(file, text.len()));
        return parsed;
    }
    let outline = scan::outline(file, text);
    let mut parsed = Parsed { comments: outline.comments, ..Parsed::default() };
    parsed.diagnostics.extend(outline.problems);
    stacker::grow(STACK, || Reader { file, text, parsed: &mut parsed }.read(&outline.pieces));
    parsed
}

/// Reads a text: at once if it can, otherwise piece by piece.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
    parsed: &'a mut Parsed,
}

impl Reader<'_> {
    fn read(&mut self, pieces: &[Piece]) {
        if !self.parsed.diagnostics.is_empty() {
            return self.pieces(pieces);
        }
        match Grammar::parse(Rule::file, self.text) {
            Ok(pairs) => self.build(pairs, 0),
            Err(error) => {
                self.pieces(pieces);
                self.ensure_blame(&error);
            }
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces.iter().filter(|it| !it.is_broken) {
            self.item(&piece.range);
        }
    }

    /// Reads one item, and if that fails, finds out which parts of it are to blame.
    fn item(&mut self, piece: &Range<usize>) {
        match Grammar::parse(Rule::single_item, &self.text[piece.clone()]) {
            Ok(pairs) => self.build(pairs, piece.start),
            Err(error) => self.blame(piece, &error),
        }
    }

    fn build(&mut self, pairs: Pairs<'_, Rule>, offset: usize) {
        let mut builder = Builder::new(self.file, offset, &self.parsed.comments, &mut self.parsed.diagnostics);
        let items = builder.items(pairs);
        self.parsed.file.items.extend(items);
    }

    /// Reports what is wrong with an item: one mistake in its head, and one in each part of its body.
    fn blame(&mut self, piece: &Range<usize>, error: &Error<Rule>) {
        let first = self.mistake(piece, error);
        let Some(body) = cut::body(self.text, piece) else { return self.parsed.diagnostics.push(first) };
        let parts: Vec<Diagnostic> = body.parts.iter().filter_map(|it| self.part(body.rule, it)).collect();
        let in_head = (first.span().end as usize) < body.start;
        if in_head || parts.is_empty() {
            self.parsed.diagnostics.push(first);
        }
        self.parsed.diagnostics.extend(parts);
    }

    fn part(&self, rule: Rule, part: &Range<usize>) -> Option<Diagnostic> {
        let error = Grammar::parse(rule, &self.text[part.clone()]).err()?;
        Some(self.mistake(part, &error))
    }

    fn mistake(&self, piece: &Range<usize>, error: &Error<Rule>) -> Diagnostic {
        errors::syntax(&Mistake::new(self.file, self.text, piece, error), &error.variant)
    }

    /// A text that the grammar refuses as a whole never passes, even if each of its pieces would.
    fn ensure_blame(&mut self, error: &Error<Rule>) {
        if self.parsed.diagnostics.is_empty() {
            let diagnostic = self.mistake(&(0..self.text.len()), error);
            self.parsed.diagnostics.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests;
