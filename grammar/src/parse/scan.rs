//! A first look at a text: comments, brackets, and where its items and statements begin.
//!
//! The generated parser stops at the first mistake and recurses into brackets. So brackets are matched and nesting is
//! bounded here, and the text is cut where an item begins: at a line whose first word is an item's, outside of all
//! brackets.

use std::ops::Range;

use super::{Comment, errors};
use crate::{Diagnostic, FileId, Span};

/// How deep brackets and prefix words may nest.
pub(super) const DEPTH: usize = 64;

const ITEM_WORDS: [&str; 11] =
    ["use", "const", "op", "cell", "block", "fn", "space", "task", "search", "train", "device"];
const PREFIX_WORDS: [&str; 8] = ["oneof", "pick", "of", "maybe", "if", "for", "not", "implies"];

/// What the first look finds.
pub(super) struct Outline {
    pub(super) comments: Vec<Comment>,
    /// Byte ranges of the items; what stands before the first belongs to it.
    pub(super) items: Vec<Range<usize>>,
    /// What is wrong with the brackets and texts, and where.
    pub(super) problems: Vec<(usize, Diagnostic)>,
}

impl Outline {
    /// Returns whether the item already has a problem, so that parsing it would only repeat the blame.
    pub(super) fn is_broken(&self, item: &Range<usize>) -> bool {
        self.problems.iter().any(|(at, _)| item.contains(at))
    }
}

/// Takes the first look.
pub(super) fn outline(file: FileId, text: &str) -> Outline {
    let mut scanner = Scanner {
        file,
        text,
        open: vec![],
        prefixes: 0,
        starts: vec![],
        outline: Outline { comments: vec![], items: vec![], problems: vec![] },
    };
    scanner.run();
    scanner.finish()
}

struct Scanner<'a> {
    file: FileId,
    text: &'a str,
    /// Open brackets: where, and the run of prefix words before them.
    open: Vec<(usize, u8, usize)>,
    prefixes: usize,
    starts: Vec<usize>,
    outline: Outline,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = match bytes[at] {
                b'/' if bytes.get(at + 1) == Some(&b'/') => self.comment(at),
                b'"' => self.string(at),
                open @ (b'(' | b'[' | b'{') => self.opened(at, open),
                close @ (b')' | b']' | b'}') => self.closed(at, close),
                byte if byte.is_ascii_alphabetic() || byte == b'_' => self.word(at),
                byte => self.mark(at, byte),
            };
        }
    }

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b',' | b'>' | b':' => self.prefixes = 0,
            b'-' => self.prefix(at),
            _ => {}
        }
        at + 1
    }

    fn comment(&mut self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |it| at + it);
        let text = self.text[at..end].trim_end();
        let span = Span::new(self.file, at..at + text.len());
        self.outline.comments.push(Comment { text: text.to_owned(), span });
        end
    }

    fn string(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at + 1;
        while end < bytes.len() {
            match bytes[end] {
                b'"' => return end + 1,
                b'\n' => break,
                b'\\' if bytes.get(end + 1).is_some_and(|it| *it != b'\n') => end += 2,
                _ => end += 1,
            }
        }
        let end = end.min(self.text.len());
        self.problem(at, errors::unterminated(Span::new(self.file, at..end)));
        end
    }

    fn word(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let end = at + rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(rest.len());
        let word = &self.text[at..end];
        if self.begins_line(at) && ITEM_WORDS.contains(&word) && self.names_item(end) {
            self.abandon_open(at);
            self.starts.push(at);
            self.prefixes = 0;
        } else if PREFIX_WORDS.contains(&word) {
            self.prefix(at);
        } else if matches!(word, "let" | "require" | "input") {
            self.prefixes = 0;
        }
        end
    }

    /// Counts a word that makes the parser recurse.
    fn prefix(&mut self, at: usize) {
        self.prefixes += 1;
        if self.prefixes + self.open.len() == DEPTH {
            self.problem(at, errors::too_deep(Span::new(self.file, at..at + 1)));
        }
    }

    fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.text.as_bytes()[at - 1] == b'\n'
    }

    /// Returns whether a name or a text follows, as behind every item's word.
    fn names_item(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches([' ', '\t']);
        rest.len() < self.text.len() - at && rest.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '"')
    }

    /// An item's word at the start of a line closes whatever is open: the bracket was forgotten.
    fn abandon_open(&mut self, at: usize) {
        let first = self.open.first().copied();
        self.open.clear();
        if let Some((open, bracket, _)) = first {
            let here = Span::new(self.file, at..at + 1);
            self.problem(open, errors::unclosed(Span::new(self.file, open..open + 1), bracket as char, Some(here)));
        }
    }

    fn opened(&mut self, at: usize, bracket: u8) -> usize {
        self.open.push((at, bracket, self.prefixes));
        if self.open.len() + self.prefixes == DEPTH {
            self.problem(at, errors::too_deep(Span::new(self.file, at..at + 1)));
        }
        at + 1
    }

    fn closed(&mut self, at: usize, close: u8) -> usize {
        let here = Span::new(self.file, at..at + 1);
        match self.open.pop() {
            None => self.problem(at, errors::unopened(here, close as char)),
            Some((_, bracket, prefixes)) if partner(bracket) == close => self.prefixes = prefixes,
            Some((open, bracket, _)) => {
                let opener = Span::new(self.file, open..open + 1);
                self.problem(at, errors::mismatched(opener, bracket as char, here, close as char));
            }
        }
        at + 1
    }

    fn problem(&mut self, at: usize, diagnostic: Diagnostic) {
        self.outline.problems.push((at, diagnostic));
    }

    fn finish(mut self) -> Outline {
        if let Some((open, bracket, _)) = self.open.first().copied() {
            self.problem(open, errors::unclosed(Span::new(self.file, open..open + 1), bracket as char, None));
        }
        let mut ends = self.starts.clone();
        ends.push(self.text.len());
        let leading = self.starts.first().copied().unwrap_or(self.text.len());
        if !only_trivia(&self.text[..leading]) {
            self.outline.items.push(0..leading);
        }
        self.outline.items.extend(ends.windows(2).map(|it| it[0]..it[1]));
        self.outline
    }
}

fn partner(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn only_trivia(text: &str) -> bool {
    text.lines().all(|it| it.trim().is_empty() || it.trim_start().starts_with("//"))
}

/// Returns the inside of an item's braces, if it has braces.
pub(super) fn body(text: &str, item: &Range<usize>) -> Option<Range<usize>> {
    let open = item.start + text[item.clone()].find('{')?;
    let close = item.start + text[item.clone()].rfind('}')?;
    (open < close).then_some(open + 1..close)
}

/// Cuts a body at the lines where a statement certainly begins: those that begin with a statement's word, outside of
/// inner brackets.
pub(super) fn statements(text: &str, body: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts = vec![];
    let mut depth = 0_i32;
    let mut offset = body.start;
    for line in text[body.clone()].split_inclusive('\n') {
        let word = line.trim_start();
        if depth == 0 && ["let ", "require ", "input "].iter().any(|it| word.starts_with(it)) {
            starts.push(offset + line.len() - word.len());
        }
        let code = line.split("//").next().unwrap_or_default();
        depth += code.matches(['(', '[', '{']).count() as i32 - code.matches([')', ']', '}']).count() as i32;
        offset += line.len();
    }
    starts.push(body.end);
    starts.windows(2).map(|it| it[0]..it[1]).collect()
}
