//! Words, numbers, texts and marks, as far as a first look has to tell them apart.

use std::ops::Range;

/// Words that are never names.
pub(super) const RESERVED: [&str; 19] = [
    "let", "for", "in", "if", "else", "repeat", "oneof", "pick", "maybe", "require", "and", "or", "not", "implies",
    "is", "true", "false", "use", "const",
];

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Comment,
    Word,
    Number,
    Text,
    /// A text that does not end on its line.
    OpenText,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// Everything else; a character of no meaning too.
    Mark,
}

/// A token and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

impl Token {
    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    /// Returns whether an operand can end here, so that another one behind it begins a new statement.
    pub(super) fn ends_operand(&self, text: &str) -> bool {
        match self.kind {
            Kind::Word => matches!(self.text(text), "true" | "false") || !RESERVED.contains(&self.text(text)),
            Kind::Number | Kind::Text | Kind::OpenText | Kind::Close => true,
            Kind::Comment | Kind::Open | Kind::Mark => false,
        }
    }

    /// Returns whether an operand can begin here.
    pub(super) fn begins_operand(&self, text: &str) -> bool {
        let links = ["in", "else", "and", "or", "implies", "is", "of", "step"];
        match self.kind {
            Kind::Word => !links.contains(&self.text(text)),
            Kind::Number | Kind::Text | Kind::OpenText | Kind::Open => true,
            Kind::Comment | Kind::Close | Kind::Mark => false,
        }
    }
}

/// Goes over the tokens of a part of a text, comments included.
pub(super) fn tokens(text: &str, part: Range<usize>) -> Tokens<'_> {
    Tokens { text: &text[..part.end], at: part.start }
}

/// The tokens from a place on.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = &self.text[self.at..];
        let blank = |it: char| matches!(it, ' ' | '\t' | '\r' | '\n' | '\u{FEFF}');
        let start = self.at + rest.len() - rest.trim_start_matches(blank).len();
        let (kind, length) = token(&self.text[start..])?;
        self.at = start + length;
        Some(Token { kind, range: start..self.at })
    }
}

/// Returns the kind and the length of the token a text begins with.
fn token(rest: &str) -> Option<(Kind, usize)> {
    Some(match rest.chars().next()? {
        '/' if rest.starts_with("//") => (Kind::Comment, rest.lines().next().unwrap_or(rest).trim_end().len()),
        '"' => string(rest),
        '(' | '[' | '{' => (Kind::Open, 1),
        ')' | ']' | '}' => (Kind::Close, 1),
        it if it.is_ascii_digit() => (Kind::Number, number(rest)),
        it if it.is_alphabetic() || it == '_' => (Kind::Word, word(rest)),
        it => (Kind::Mark, mark(rest).unwrap_or(it.len_utf8())),
    })
}

fn word(rest: &str) -> usize {
    rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len())
}

fn mark(rest: &str) -> Option<usize> {
    let marks = ["..=", "..", "->", "::", "==", "!=", "<=", ">=", "+="];
    marks.iter().find(|it| rest.starts_with(**it)).map(|it| it.len())
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let inside = match byte {
            b'.' => digit(end + 1),
            b'+' | b'-' => matches!(bytes[end - 1], b'e' | b'E') && digit(end + 1),
            it => it.is_ascii_alphanumeric() || *it == b'_',
        };
        if !inside {
            break;
        }
        end += 1;
    }
    end + usize::from(bytes.get(end) == Some(&b'%'))
}

fn string(rest: &str) -> (Kind, usize) {
    let mut escaped = false;
    for (at, it) in rest.char_indices().skip(1) {
        match it {
            '\n' => return (Kind::OpenText, rest[..at].trim_end().len()),
            '"' if !escaped => return (Kind::Text, at + 1),
            _ => escaped = it == '\\' && !escaped,
        }
    }
    (Kind::OpenText, rest.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, 0..text.len()).map(|it| text[it.range].trim()).collect()
    }

    #[test]
    fn marks_of_several_characters_stay_together() {
        assert_eq!(words("a->b..=c::d+=e!=f"), ["a", "->", "b", "..=", "c", "::", "d", "+=", "e", "!=", "f"]);
    }

    #[test]
    fn a_number_keeps_its_unit_and_leaves_the_range() {
        assert_eq!(
            words("1..4 3.5M 70% 1e-3 2h-1 x.1"),
            ["1", "..", "4", "3.5M", "70%", "1e-3", "2h", "-", "1", "x", ".", "1"]
        );
    }

    #[test]
    fn a_comment_ends_with_its_line_and_a_text_may_hold_slashes() {
        assert_eq!(words("a // b \r\n\"// c\\\" d\" e"), ["a", "// b", "\"// c\\\" d\"", "e"]);
    }

    #[test]
    fn a_text_without_end_stops_at_its_line() {
        let text = "\"ab\\\ncd";
        let found: Vec<_> = tokens(text, 0..text.len()).collect();
        assert_eq!(found[0], Token { kind: Kind::OpenText, range: 0..4 });
        assert_eq!(found[1], Token { kind: Kind::Word, range: 5..7 });
    }

    #[test]
    fn characters_of_several_bytes_are_one_token() {
        assert_eq!(words("größe → “x”"), ["größe", "→", "“", "x", "”"]);
    }

    #[test]
    fn the_reserved_words_are_those_of_the_grammar() {
        let (_, rule) = include_str!("../nas.pest").split_once("reserved   = _{").unwrap();
        let words: Vec<&str> = rule.split_once('}').unwrap().0.split('"').skip(1).step_by(2).collect();
        assert_eq!(words, RESERVED);
    }
}
