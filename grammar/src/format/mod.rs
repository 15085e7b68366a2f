//! From tree to text, in the one style there is: lines of 100 columns, two spaces of indent, every comment kept.
//!
//! What stands in brackets is on one line if it was written so and fits, otherwise one part per line. A pipeline keeps
//! the line breaks it was written with and gets more where it does not fit. Formatting twice changes nothing.

mod choice;
mod comments;
mod control;
mod doc;
mod expr;
mod item;
mod operator;
mod pipe;
mod render;
mod sequence;
mod statement;

use crate::{Comment, Diagnostics, FileId, ast, parse};
use doc::Doc;
use sequence::Separator;

/// How much stack the formatter may use; the height of the tree is bounded.
const STACK: usize = 16 * 1024 * 1024;

/// Formats a text. A text that does not parse is refused with what is wrong with it.
pub fn format(text: &str) -> Result<String, Diagnostics> {
    let parsed = parse(FileId::default(), text);
    if parsed.diagnostics.has_errors() {
        return Err(parsed.diagnostics);
    }
    Ok(stacker::grow(STACK, || {
        let mut formatter = Formatter { text, comments: &parsed.comments, next: 0 };
        render::render(&formatter.file(&parsed.file))
    }))
}

/// Goes over a tree and the comments beside it, both in source order.
struct Formatter<'a> {
    text: &'a str,
    comments: &'a [Comment],
    /// The first comment that was not written yet.
    next: usize,
}

impl Formatter<'_> {
    fn file(&mut self, file: &ast::File) -> Doc {
        let (_, lines) = self.lines(0..self.text.len(), &file.items, Separator::None);
        lines
    }
}

#[cfg(test)]
mod tests;
