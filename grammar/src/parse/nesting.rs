//! How deep the generated parser would recurse.
//!
//! It recurses into brackets, and into what follows a prefix word (`maybe maybe x`) until that operand ends. Both are
//! counted here before it starts.

use super::token::{Kind, Token};

/// How deep brackets and prefix words may nest.
pub(super) const DEPTH: usize = 64;

/// What is open at a place.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<Open>,
    /// Prefix words whose operand has not ended, in all open brackets together.
    prefixes: usize,
    /// The minus signs in a row before this place; each operand ends them.
    signs: usize,
    /// The token before, if an operand may end there: its end.
    operand: Option<usize>,
}

/// An open bracket, or an `if` or `for` whose `{` is still to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) at: usize,
    /// The bracket; nothing for `if` and `for`.
    pub(super) bracket: Option<char>,
    prefixes: usize,
}

/// What a closing bracket closes.
pub(super) enum Closed {
    /// Its partner.
    Partner,
    /// Nothing is open.
    Nothing,
    /// A bracket of another shape stands open before it.
    Other(Open),
}

impl Nesting {
    /// Returns how deep a token may lead the parser.
    pub(super) fn depth(&self) -> usize {
        self.open.len() + self.prefixes + self.signs
    }

    /// Returns the outermost open bracket.
    pub(super) fn outermost(&self) -> Option<Open> {
        self.open.iter().find(|it| it.bracket.is_some()).copied()
    }

    /// Takes a comment's, word's, number's, text's or mark's part in the nesting.
    pub(super) fn pass(&mut self, token: &Token, text: &str) {
        if token.kind == Kind::Comment {
            return;
        }
        let is_sign = token.text(text) == "-" && self.operand.is_none();
        self.signs = if is_sign { self.signs + 1 } else { 0 };
        match token.text(text) {
            "," | ":" | ";" | "=" | "+=" | "->" | "and" | "or" | "implies" | "else" | "require" | "let" => {
                self.end_operand();
            }
            "oneof" | "pick" | "maybe" | "not" => self.prefix(),
            "if" | "for" => {
                self.prefix();
                self.prefixes -= 1;
                self.push(token.range.start, None);
            }
            "in" | "is" | "of" | "step" => {}
            _ if token.kind != Kind::Mark && self.operand.is_some() => self.end_operand(),
            _ => {}
        }
        let links = matches!(token.text(text), "of" | "step") && self.operand.is_some();
        self.operand = (token.ends_operand(text) && !links).then_some(token.range.end);
    }

    /// Opens a bracket.
    pub(super) fn open(&mut self, at: usize, bracket: char) {
        self.signs = 0;
        let body = bracket == '{' && self.operand.is_some();
        match self.open.last() {
            Some(Open { bracket: None, .. }) if body => {
                self.open.pop();
            }
            _ if !body && self.operand.is_some_and(|end| end < at) => self.end_operand(),
            _ => {}
        }
        self.push(at, Some(bracket));
        self.operand = None;
    }

    /// Closes a bracket, and with it whatever was left open inside.
    pub(super) fn close(&mut self, at: usize, bracket: char) -> Closed {
        let opener = partner(bracket);
        self.operand = Some(at + 1);
        let innermost = self.open.iter().rfind(|it| it.bracket.is_some()).copied();
        let partner = self.open.iter().rposition(|it| it.bracket == Some(opener));
        let closed = match innermost {
            None => Closed::Nothing,
            Some(it) if it.bracket == Some(opener) => Closed::Partner,
            Some(it) => Closed::Other(it),
        };
        let until = partner.or_else(|| self.open.iter().rposition(|it| it.bracket.is_some()));
        if let Some(until) = until {
            self.prefixes = self.open[until].prefixes;
            self.open.truncate(until);
        }
        closed
    }

    /// Leaves the round and square brackets around a word that never stands in them, and returns the outermost.
    pub(super) fn leave_brackets(&mut self) -> Option<Open> {
        let keep = self.open.iter().rposition(|it| it.bracket == Some('{')).map_or(0, |it| it + 1);
        let left = self.open[keep..].iter().find(|it| it.bracket.is_some()).copied();
        self.open.truncate(keep);
        left
    }

    fn push(&mut self, at: usize, bracket: Option<char>) {
        self.open.push(Open { at, bracket, prefixes: self.prefixes });
    }

    /// A prefix word behind an operand begins a new statement.
    fn prefix(&mut self) {
        if self.operand.is_some() {
            self.end_operand();
        }
        self.prefixes += 1;
    }

    /// The operand of every prefix word in the innermost bracket ends.
    fn end_operand(&mut self) {
        self.prefixes = self.open.last().map_or(0, |it| it.prefixes);
    }
}

fn partner(close: char) -> char {
    match close {
        ')' => '(',
        ']' => '[',
        _ => '{',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::token::tokens;

    fn deepest(text: &str) -> usize {
        let mut nesting = Nesting::default();
        let mut deepest = 0;
        for token in tokens(text, 0..text.len()) {
            let first = token.text(text).chars().next().unwrap();
            match token.kind {
                Kind::Open => nesting.open(token.range.start, first),
                Kind::Close => drop(nesting.close(token.range.start, first)),
                _ => nesting.pass(&token, text),
            }
            deepest = deepest.max(nesting.depth());
        }
        deepest
    }

    #[test]
    fn brackets_and_prefix_words_nest() {
        assert_eq!(deepest("[[f(x)]]"), 3);
        assert_eq!(deepest("maybe maybe not x"), 3);
        assert_eq!(deepest("oneof a + oneof b + oneof c"), 3);
        assert_eq!(deepest("pick 1 of pick 1 of x"), 2);
        assert_eq!(deepest("- - -x"), 3);
        assert_eq!(deepest("if if if a { b } { c } { d }"), 3);
    }

    #[test]
    fn what_stands_side_by_side_does_not_nest() {
        assert_eq!(deepest("maybe a -> maybe b -> maybe c"), 1);
        assert_eq!(deepest("not a and not b and not c"), 1);
        assert_eq!(deepest("maybe a\nmaybe b\nmaybe c"), 1);
        assert_eq!(deepest("-a - -b - -c"), 1);
        assert_eq!(deepest("for a in b { c }\nfor a in b { c }"), 1);
        assert_eq!(deepest("if a { b } else if c { d } else { e }"), 1);
        assert_eq!(deepest("a - b - c - d"), 0);
        assert_eq!(deepest("[maybe a, maybe b, [maybe c], maybe d]"), 3);
    }
}
