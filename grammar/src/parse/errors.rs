//! The wording of syntax errors.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::{Rule, describe::describe, scan};
use crate::{Diagnostic, FileId, Span, codes};

/// How many things that could stand here are listed.
const LISTED: usize = 4;

/// Words the generated parser's error: what stands there, and what could.
pub(super) fn syntax(file: FileId, offset: usize, text: &str, error: &Error<Rule>) -> Diagnostic {
    let at = offset
        + match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
    let span = Span::new(file, at..token_end(text, at));
    let found = text.get(span.range()).unwrap_or_default();
    let message = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => expected(positives, found),
        ErrorVariant::CustomError { message } => message.clone(),
    };
    Diagnostic::error(&codes::UNEXPECTED_TOKEN, span, message).label("here")
}

fn expected(rules: &[Rule], found: &str) -> String {
    let mut words: Vec<&str> = vec![];
    for word in rules.iter().filter_map(|it| describe(*it)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let found = if found.is_empty() { "the end of the file".to_owned() } else { format!("`{found}`") };
    match words.as_slice() {
        [] => format!("{found} cannot stand here"),
        [only] => format!("expected {only}, found {found}"),
        [first @ .., last] if words.len() <= LISTED => format!("expected {} or {last}, found {found}", first.join(", ")),
        _ => format!("expected {} or the like, found {found}", words[..LISTED].join(", ")),
    }
}

/// Returns the end of the word or mark that begins at an offset.
fn token_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    at + word.max(mark)
}

pub(super) fn unterminated(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::UNTERMINATED_TEXT, span, "this text does not end on its line")
        .label("begins here")
        .help("close it with `\"`")
}

pub(super) fn unclosed(open: Span, bracket: char, next_item: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(&codes::UNBALANCED_BRACKET, open, format!("this `{bracket}` is never closed"))
        .label("opened here");
    match next_item {
        Some(item) => diagnostic.also(item, "the next item begins here"),
        None => diagnostic,
    }
}

pub(super) fn unopened(close: Span, bracket: char) -> Diagnostic {
    Diagnostic::error(&codes::UNBALANCED_BRACKET, close, format!("this `{bracket}` closes nothing")).label("closed here")
}

pub(super) fn mismatched(open: Span, opened: char, close: Span, closed: char) -> Diagnostic {
    Diagnostic::error(&codes::UNBALANCED_BRACKET, close, format!("`{closed}` cannot close `{opened}`"))
        .label("closed here")
        .also(open, "opened here")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("this is nested more than {} deep", scan::DEPTH);
    Diagnostic::error(&codes::TOO_DEEP, span, message)
        .label("too deep")
        .help("name the inner part with `let` or give it a definition of its own")
}

pub(super) fn too_long(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(&codes::TOO_DEEP, span, format!("this has more than {limit} operands in a row"))
        .label("too long")
        .help("name a part of it with `let`")
}

pub(super) fn unknown_unit(span: Span, unit: &str) -> Diagnostic {
    Diagnostic::error(&codes::BAD_NUMBER, span, format!("there is no unit `{unit}`"))
        .label("not a unit")
        .help("units are k M G · % · ns us ms s min h d · B KB MB GB KiB MiB GiB")
        .suggest(unit, super::number::UNITS.iter().map(|it| it.0))
}

pub(super) fn number_too_large(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::BAD_NUMBER, span, "this number is too large").label("at most 9,007,199,254,740,992")
}

pub(super) fn bad_escape(span: Span, escape: char) -> Diagnostic {
    Diagnostic::error(&codes::BAD_ESCAPE, span, format!("there is no escape `\\{escape}`"))
        .label("unknown escape")
        .help("escapes are \\\" \\\\ \\n \\t")
}
