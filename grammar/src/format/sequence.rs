//! Parts in a row: items of a file, statements of a block, arguments of a call.

use std::ops::Range;

use super::{
    Formatter,
    doc::{Doc, choice, concat, hard, line},
};
use crate::Span;

/// Something that stands in a row.
pub(super) trait Element {
    /// Returns where it stands.
    fn span(&self) -> Span;

    /// Writes it.
    fn write(&self, formatter: &mut Formatter<'_>) -> Doc;

    /// Returns whether an empty line belongs between it and the next one.
    fn is_apart(&self, _next: &Self) -> bool {
        false
    }

    /// Returns whether the next one would be read as its continuation, if nothing stood between them.
    fn runs_into(&self, _next: &Self) -> bool {
        false
    }

    /// Returns whether its brackets may stand right inside those around it: `sum(for … { … })`.
    fn hugs(&self) -> bool {
        false
    }
}

/// What stands between the parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// Only the end of the line.
    None,
    /// A comma; behind the last part too, if each has its own line.
    Comma,
    /// A comma on one line, otherwise the end of the line.
    InlineComma,
}

/// The brackets around a row.
pub(super) struct Brackets {
    open: &'static str,
    close: &'static str,
    /// What stands inside them on one line.
    inside: &'static str,
    separator: Separator,
}

/// `(a, b)`
pub(super) const ROUND: Brackets = Brackets { open: "(", close: ")", inside: "", separator: Separator::Comma };
/// `[a, b]`
pub(super) const SQUARE: Brackets = Brackets { open: "[", close: "]", inside: "", separator: Separator::Comma };
/// `::{a, b}`
pub(super) const NAMES: Brackets = Brackets { open: "{", close: "}", inside: "", separator: Separator::Comma };
/// `{ a: 1, b: 2 }`
pub(super) const RECORD: Brackets = Brackets { open: "{", close: "}", inside: " ", separator: Separator::Comma };
/// `{ a: x, b: y }`, or a line each without commas
pub(super) const ALTERNATIVES: Brackets =
    Brackets { open: "{", close: "}", inside: " ", separator: Separator::InlineComma };

impl Formatter<'_> {
    /// Writes parts in brackets: on one line if they were written so and fit, otherwise a line each.
    pub(super) fn row<E: Element>(&mut self, brackets: &Brackets, range: Range<usize>, parts: &[E]) -> Doc {
        let inside = range.start + 1..range.end - 1;
        if let [only] = parts
            && only.hugs()
            && !self.has_breaks(&inside, parts)
        {
            return concat([brackets.open.into(), only.write(self), brackets.close.into()]);
        }
        if self.has_breaks(&inside, parts) && !self.is_bare(&inside, parts) {
            return self.broken_row(brackets.open, brackets.close, inside, parts, brackets.separator);
        }
        let mut docs = vec![];
        for (at, part) in parts.iter().enumerate() {
            docs.push(line(if at == 0 { brackets.inside } else { " " }));
            docs.push(part.write(self));
            docs.push(separator(parts, at, brackets.separator));
        }
        let end = if parts.is_empty() { "".into() } else { line(brackets.inside) };
        concat([brackets.open.into(), concat(docs).indent(), end, brackets.close.into()]).anchor().group()
    }

    /// Writes parts in brackets, a line each.
    pub(super) fn broken_row<E: Element>(
        &mut self,
        open: &str,
        close: &str,
        inside: Range<usize>,
        parts: &[E],
        separator: Separator,
    ) -> Doc {
        let (behind, lines) = self.lines(inside, parts, separator);
        if behind.is_empty() && lines.is_empty() {
            return concat([open.into(), close.into()]);
        }
        concat([open.into(), behind, concat([hard(), lines]).indent(), hard(), close.into()]).anchor()
    }

    /// Returns whether a line ends before, between or behind the parts.
    pub(super) fn has_breaks<E: Element>(&self, inside: &Range<usize>, parts: &[E]) -> bool {
        let mut at = inside.start;
        for part in parts.iter().map(Element::span) {
            if self.breaks(at, part.start as usize) {
                return true;
            }
            at = part.end as usize;
        }
        self.breaks(at, inside.end)
    }

    /// Returns whether there is neither a part nor a comment.
    fn is_bare<E>(&self, inside: &Range<usize>, parts: &[E]) -> bool {
        parts.is_empty() && self.text.get(inside.clone()).is_some_and(|it| it.trim().is_empty())
    }

    /// Writes parts a line each, with the comments between them and at most one empty line in a row.
    ///
    /// Returns apart the comment that stands on the line where the row begins.
    pub(super) fn lines<E: Element>(&mut self, inside: Range<usize>, parts: &[E], separator: Separator) -> (Doc, Doc) {
        let mut end = inside.start;
        let limit = |at: usize| parts.get(at).map_or(inside.end, |it: &E| it.span().start as usize);
        let behind = if inside.start == 0 { concat([]) } else { self.comment_behind(&mut end, limit(0)) };
        let mut lines = Lines { docs: vec![], end, is_apart: false };
        for (at, part) in parts.iter().enumerate() {
            lines.is_apart = at > 0 && parts[at - 1].is_apart(part);
            self.own_lines(&mut lines, limit(at));
            let span = part.span().range();
            let written = part.write(self);
            lines.push(self, span, concat([written, self::separator(parts, at, separator)]));
            let comment = self.comment_behind(&mut lines.end, limit(at + 1));
            lines.docs.push(comment);
        }
        lines.is_apart = false;
        self.own_lines(&mut lines, inside.end);
        (behind, concat(lines.docs))
    }

    fn own_lines(&mut self, lines: &mut Lines, limit: usize) {
        while let Some((range, comment)) = self.own_line_comment(limit) {
            lines.push(self, range, comment);
        }
    }
}

/// Lines that were written, and where the last of them ended in the source.
struct Lines {
    docs: Vec<Doc>,
    end: usize,
    /// Whether an empty line belongs before the next one.
    is_apart: bool,
}

impl Lines {
    fn push(&mut self, formatter: &Formatter<'_>, range: Range<usize>, doc: Doc) {
        let is_apart = std::mem::take(&mut self.is_apart) || formatter.has_blank_line(self.end, range.start);
        if !self.docs.is_empty() {
            self.docs.push(hard());
            self.docs.extend(is_apart.then(hard));
        }
        self.docs.push(doc);
        self.end = range.end;
    }
}

fn separator<E: Element>(parts: &[E], at: usize, separator: Separator) -> Doc {
    let next = parts.get(at + 1);
    match separator {
        Separator::None => "".into(),
        Separator::Comma if next.is_some() => ",".into(),
        Separator::Comma => choice(",", ""),
        Separator::InlineComma if next.is_some_and(|it| parts[at].runs_into(it)) => ",".into(),
        Separator::InlineComma => choice("", if next.is_some() { "," } else { "" }),
    }
}
