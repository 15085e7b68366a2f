//! A first look at a text: comments, brackets, and where its items begin.
//!
//! The generated parser stops at the first mistake and recurses into brackets. So brackets are matched and nesting is
//! bounded here, and the text is cut where an item begins: at a line whose first word is an item's and is followed by
//! a name. Of the bracket mistakes of an item only the first is reported: the others are mostly its echo.

use std::ops::Range;

use super::{
    Comment, errors,
    nesting::{Closed, DEPTH, Nesting, Open},
    token::{self, Kind, Token},
};
use crate::{Diagnostic, FileId, Span};

const ITEM_WORDS: [&str; 11] =
    ["use", "const", "op", "cell", "block", "fn", "space", "task", "search", "train", "device"];

/// What the first look finds.
pub(super) struct Outline {
    pub(super) comments: Vec<Comment>,
    /// The items; what stands before the first is a piece of its own.
    pub(super) pieces: Vec<Piece>,
    /// What is wrong with the brackets and texts.
    pub(super) problems: Vec<Diagnostic>,
}

/// A part of the text that holds one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// Whether it already has a problem, so that parsing it would only repeat the blame.
    pub(super) is_broken: bool,
}

/// Takes the first look.
pub(super) fn outline(file: FileId, text: &str) -> Outline {
    let outline = Outline { comments: vec![], pieces: vec![], problems: vec![] };
    let mut scanner = Scanner { file, text, nesting: Nesting::default(), piece: None, outline };
    token::tokens(text, 0..text.len()).for_each(|it| scanner.token(&it));
    scanner.finish()
}

struct Scanner<'a> {
    file: FileId,
    text: &'a str,
    nesting: Nesting,
    /// The piece that is being read, once it has a token.
    piece: Option<Piece>,
    outline: Outline,
}

impl Scanner<'_> {
    fn token(&mut self, token: &Token) {
        if token.kind == Kind::Comment {
            return self.comment(token);
        }
        if self.begins_item(token) {
            self.end_piece(token.range.start, Some(self.span(&token.range)));
        }
        self.piece.get_or_insert_with(|| Piece { range: token.range.clone(), is_broken: false });
        match token.kind {
            Kind::Open => self.nesting.open(token.range.start, bracket(token, self.text)),
            Kind::Close => self.close(token),
            Kind::OpenText => self.report(errors::unterminated(self.span(&token.range))),
            _ => self.word(token),
        }
        if self.nesting.depth() > DEPTH {
            self.bracket_problem(errors::too_deep(self.span(&token.range)));
        }
    }

    fn comment(&mut self, token: &Token) {
        let text = token.text(self.text).to_owned();
        self.outline.comments.push(Comment { text, span: self.span(&token.range) });
    }

    /// `let` and `require` never stand in round or square brackets: one was forgotten.
    fn word(&mut self, token: &Token) {
        let span = self.span(&token.range);
        if matches!(token.text(self.text), "let" | "require")
            && let Some(open) = self.nesting.leave_brackets()
        {
            self.unclosed(open, Some((span, "the next statement begins here")));
        }
        self.nesting.pass(token, self.text);
    }

    fn close(&mut self, token: &Token) {
        let span = self.span(&token.range);
        let bracket = bracket(token, self.text);
        match self.nesting.close(token.range.start, bracket) {
            Closed::Partner => {}
            Closed::Nothing => self.bracket_problem(errors::unopened(span, bracket)),
            Closed::Other(open) => {
                let opened = open.bracket.unwrap_or(bracket);
                let at = self.span(&(open.at..open.at + 1));
                let problem = errors::mismatched(at, opened, span, bracket);
                self.bracket_problem(if self.is_commented_out(open) {
                    errors::with_quotient(problem)
                } else {
                    problem
                });
            }
        }
    }

    fn unclosed(&mut self, open: Open, next: Option<(Span, &str)>) {
        if let Some(bracket) = open.bracket {
            let span = self.span(&(open.at..open.at + 1));
            let problem = errors::unclosed(span, bracket, next);
            self.bracket_problem(if self.is_commented_out(open) { errors::with_quotient(problem) } else { problem });
        }
    }

    /// Whether the line of an open bracket ends with a comment, which may be meant as a quotient.
    fn is_commented_out(&self, open: Open) -> bool {
        let comments = self.outline.comments.iter().map(|it| it.span.start as usize).rev();
        let comment = comments.take_while(|it| *it > open.at).last();
        comment.is_some_and(|it| !self.text[open.at..it].contains('\n'))
    }

    /// Reports a problem, unless the item has one already.
    fn bracket_problem(&mut self, diagnostic: Diagnostic) {
        if self.piece.as_ref().is_some_and(|it| !it.is_broken) {
            self.report(diagnostic);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.outline.problems.push(diagnostic);
        if let Some(piece) = &mut self.piece {
            piece.is_broken = true;
        }
    }

    /// Returns whether a token is an item's word at the start of a line, followed by a name or a text.
    fn begins_item(&self, token: &Token) -> bool {
        let at = token.range.start;
        let line = self.text[..at].trim_start_matches('\u{FEFF}');
        let after = &self.text[token.range.end..];
        let rest = after.trim_start_matches([' ', '\t']);
        (line.is_empty() || line.ends_with('\n'))
            && ITEM_WORDS.contains(&token.text(self.text))
            && rest.len() < after.len()
            && rest.starts_with(|it: char| it.is_alphabetic() || matches!(it, '_' | '"'))
    }

    /// Ends a piece. Whatever is still open was forgotten.
    fn end_piece(&mut self, end: usize, next: Option<Span>) {
        if let Some(open) = self.nesting.outermost() {
            self.unclosed(open, next.map(|it| (it, "the next item begins here")));
        }
        self.nesting = Nesting::default();
        if let Some(piece) = self.piece.take() {
            self.outline.pieces.push(Piece { range: piece.range.start..end, ..piece });
        }
    }

    fn finish(mut self) -> Outline {
        self.end_piece(self.text.len(), None);
        self.outline
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }
}

fn bracket(token: &Token, text: &str) -> char {
    char::from(text.as_bytes()[token.range.start])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, bool)> {
        let outline = outline(FileId(0), text);
        outline.pieces.into_iter().map(|it| (text[it.range].trim(), it.is_broken)).collect()
    }

    #[test]
    fn an_item_begins_with_its_word_at_the_start_of_a_line() {
        assert_eq!(pieces("// c\nop a = b\n  op\ncell c {}"), [("op a = b\n  op", false), ("cell c {}", false)]);
        assert_eq!(pieces("search s {\ntrain: 3\ndevice: x\n}"), [("search s {\ntrain: 3\ndevice: x\n}", false)]);
    }

    #[test]
    fn what_stands_before_the_first_item_is_a_piece() {
        assert_eq!(pieces("hello\nop a = b"), [("hello", false), ("op a = b", false)]);
        assert_eq!(pieces("// only\n\u{FEFF}"), []);
    }

    #[test]
    fn an_item_ends_whatever_is_open() {
        assert_eq!(
            pieces("op a = f(\nop b = [\nop c = d"),
            [("op a = f(", true), ("op b = [", true), ("op c = d", false)]
        );
    }

    #[test]
    fn brackets_in_comments_and_texts_do_not_count() {
        assert_eq!(pieces("op a = \"(\" // {\n"), [("op a = \"(\" // {", false)]);
    }
}
