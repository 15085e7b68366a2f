//! Where comments and blank lines go. The formatter passes over the comments once, in source order.

use std::ops::Range;

use super::{
    Formatter,
    doc::{self, Doc, Place},
};

impl<'a> Formatter<'a> {
    /// Takes the comments before a place, wherever they stand between two tokens.
    pub(super) fn comments_before(&mut self, at: usize) -> Doc {
        let mut found = vec![];
        while let Some((range, text)) = self.next_comment(at) {
            let line = self.text[..range.start].rsplit('\n').next().unwrap_or_default();
            let place = if line.trim().is_empty() { Place::OwnLine } else { Place::Behind };
            found.push(doc::comment(text, place));
            self.next += 1;
        }
        doc::concat(found)
    }

    /// Takes the comment that stands on the line where something ended, and moves the end behind it.
    pub(super) fn comment_behind(&mut self, end: &mut usize, limit: usize) -> Doc {
        match self.next_comment(limit) {
            Some((range, text)) if !self.breaks(*end, range.start) => {
                self.next += 1;
                *end = range.end;
                doc::comment(text, Place::Behind)
            }
            _ => doc::concat([]),
        }
    }

    /// Takes the next comment before a place as a line of its own.
    pub(super) fn own_line_comment(&mut self, limit: usize) -> Option<(Range<usize>, Doc)> {
        let (range, text) = self.next_comment(limit)?;
        self.next += 1;
        Some((range, doc::comment(text, Place::OwnLine)))
    }

    /// Returns whether a line ends between two places.
    pub(super) fn breaks(&self, start: usize, end: usize) -> bool {
        self.text.get(start..end).is_some_and(|it| it.contains('\n'))
    }

    /// Returns whether an empty line stands between two places.
    pub(super) fn has_blank_line(&self, start: usize, end: usize) -> bool {
        let between = self.text.get(start..end).unwrap_or_default();
        let lines: Vec<&str> = between.split('\n').collect();
        lines.len() > 2 && lines[1..lines.len() - 1].iter().any(|it| it.trim().is_empty())
    }

    /// Finds a mark outside of comments, from a place on.
    pub(super) fn find(&self, from: usize, mark: char) -> usize {
        let mut at = from;
        let first = self.comments.partition_point(|it| (it.span.start as usize) < from);
        for comment in self.comments[first..].iter().map(|it| it.span.range()) {
            if let Some(found) = self.text[at..comment.start].find(mark) {
                return at + found;
            }
            at = comment.end;
        }
        at + self.text[at..].find(mark).unwrap_or_default()
    }

    fn next_comment(&self, limit: usize) -> Option<(Range<usize>, &'a str)> {
        let comment = self.comments.get(self.next)?;
        let range = comment.span.range();
        (range.start < limit).then_some((range, comment.text.as_str()))
    }
}
