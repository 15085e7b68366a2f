//! From text to tree. One broken item, or one broken statement, costs one diagnostic; the rest of the file is read.

mod build;
mod describe;
mod errors;
mod number;
mod scan;

use std::ops::Range;

use pest::Parser as _;

use crate::{Diagnostics, FileId, Span, ast};
use build::Builder;
use scan::Outline;

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

/// Parses a text. Never fails: what cannot be read is missing from the tree and named in the diagnostics.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let outline = scan::outline(file, text);
    let mut parsed = Parsed { comments: outline.comments.clone(), ..Parsed::default() };
    parsed.diagnostics.extend(outline.problems.iter().map(|it| it.1.clone()));
    stacker::grow(STACK, || Pieces { file, text, outline: &outline, parsed: &mut parsed }.read());
    parsed
}

/// Reads a text piece by piece.
struct Pieces<'a> {
    file: FileId,
    text: &'a str,
    outline: &'a Outline,
    parsed: &'a mut Parsed,
}

impl Pieces<'_> {
    fn read(&mut self) {
        if self.outline.problems.is_empty() && self.whole() {
            return;
        }
        for piece in self.outline.items.clone() {
            self.item(piece);
        }
    }

    /// Reads the whole text at once, which is possible when nothing is wrong with it.
    fn whole(&mut self) -> bool {
        let Ok(pairs) = Grammar::parse(Rule::file, self.text) else { return false };
        let mut builder = Builder::new(self.file, 0, &mut self.parsed.diagnostics);
        self.parsed.file = builder.file(pairs);
        true
    }

    /// Reads one item, and if that fails, finds out which of its statements are to blame.
    fn item(&mut self, piece: Range<usize>) {
        if self.outline.is_broken(&piece) {
            return;
        }
        match Grammar::parse(Rule::single_item, &self.text[piece.clone()]) {
            Ok(pairs) => {
                let item = Builder::new(self.file, piece.start, &mut self.parsed.diagnostics).single_item(pairs);
                self.parsed.file.items.extend(item);
            }
            Err(error) => self.blame(&piece, &error),
        }
    }

    /// Reports a broken item: the first mistake, and those of later statements in the same body.
    fn blame(&mut self, piece: &Range<usize>, error: &pest::error::Error<Rule>) {
        let first = errors::syntax(self.file, piece.start, self.text, error);
        let after = first.span().end as usize;
        self.parsed.diagnostics.push(first);
        let Some(body) = scan::body(self.text, piece) else { return };
        let later = scan::statements(self.text, &body).into_iter().filter(|it| it.start > after);
        for statement in later {
            if let Err(error) = Grammar::parse(Rule::single_statement, &self.text[statement.clone()]) {
                let diagnostic = errors::syntax(self.file, statement.start, self.text, &error);
                self.parsed.diagnostics.push(diagnostic);
            }
        }
    }
}

#[cfg(test)]
mod tests;
