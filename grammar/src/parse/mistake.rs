//! Where the generated parser stopped, in terms of tokens.

use std::ops::Range;

use pest::error::{Error, InputLocation};

use super::{
    Rule,
    token::{self, Kind, Token},
};
use crate::{FileId, Span};

/// A place that cannot be read and what surrounds it.
pub(super) struct Mistake<'a> {
    file: FileId,
    /// The token that cannot stand where it stands; empty at the end of the piece.
    pub(super) found: &'a str,
    /// The token before it; empty at the start of the piece.
    pub(super) previous: &'a str,
    /// The token behind it; empty at the end of the piece.
    pub(super) next: &'a str,
    /// The first token of the line or piece that holds it.
    pub(super) first: &'a str,
    /// The line or piece that holds it, up to it.
    pub(super) line: &'a str,
    found_at: Range<usize>,
    previous_at: Range<usize>,
    is_missing: bool,
}

impl<'a> Mistake<'a> {
    /// Finds the tokens around the place of an error in a piece of the text.
    pub(super) fn new(file: FileId, text: &'a str, piece: &Range<usize>, error: &Error<Rule>) -> Self {
        let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
        let tokens: Vec<Token> = token::tokens(text, piece.clone()).filter(|it| it.kind != Kind::Comment).collect();
        let index = tokens.partition_point(|it| it.range.end <= piece.start + at);
        let end = tokens.last().map_or(piece.start, |it| it.range.end);
        let range = |index: Option<usize>| index.and_then(|it| tokens.get(it)).map(|it| it.range.clone());
        let found_at = range(Some(index)).unwrap_or(end..end);
        let previous_at = range(index.checked_sub(1)).unwrap_or(found_at.start..found_at.start);
        let next_at = range(Some(index + 1)).unwrap_or(end..end);
        let goes_on = index.checked_sub(1).is_some_and(|it| !tokens[it].ends_operand(text));
        let breaks = text[previous_at.end..found_at.start].contains('\n');
        let line = text[..found_at.start].rfind('\n').map_or(0, |it| it + 1).clamp(piece.start, found_at.start);
        Self {
            file,
            found: &text[found_at.clone()],
            previous: &text[previous_at.clone()],
            next: &text[next_at],
            first: tokens.iter().find(|it| it.range.start >= line).map_or("", |it| it.text(text)),
            line: &text[line..found_at.start],
            is_missing: !previous_at.is_empty() && (found_at.is_empty() || (goes_on && breaks)),
            found_at,
            previous_at,
        }
    }

    /// Returns whether nothing is wrong with what stands there, but something is missing before it.
    pub(super) fn is_missing(&self) -> bool {
        self.is_missing
    }

    /// Returns the place to point at.
    pub(super) fn span(&self) -> Span {
        Span::new(self.file, if self.is_missing { self.previous_at.clone() } else { self.found_at.clone() })
    }
}
