//! The wording of syntax errors.

use pest::error::ErrorVariant;

use super::{
    LENGTH, Rule,
    describe::{Expected, describe},
    hints,
    mistake::Mistake,
    nesting,
};
use crate::{Diagnostic, FileId, Span, codes};

/// How many things that could stand somewhere are listed.
const LISTED: usize = 4;

/// Words the generated parser's error: what stands there, and what could.
pub(super) fn syntax(mistake: &Mistake<'_>, variant: &ErrorVariant<Rule>) -> Diagnostic {
    let ErrorVariant::ParsingError { positives, .. } = variant else { return too_deep(mistake.span()) };
    let wanted = wanted(positives);
    let diagnostic = if let Some(hint) = hints::hint(mistake, &wanted) {
        Diagnostic::error(&codes::UNEXPECTED_TOKEN, mistake.span(), hint.message).label(hint.label)
    } else if mistake.is_missing() {
        let message = format!("expected {} behind `{}`", listed(&wanted), mistake.previous);
        Diagnostic::error(&codes::UNEXPECTED_TOKEN, mistake.span(), message).label("something is missing behind this")
    } else {
        let message = format!("expected {}, found `{}`", listed(&wanted), mistake.found);
        Diagnostic::error(&codes::UNEXPECTED_TOKEN, mistake.span(), message).label("not expected here")
    };
    hints::help(mistake, &wanted).into_iter().fold(diagnostic, Diagnostic::help)
}

pub(super) fn file_too_long(file: FileId, length: usize) -> Diagnostic {
    let message = format!("this file is too long: {length} bytes, of which {LENGTH} are read at most");
    Diagnostic::error(&codes::TOO_LONG, Span::new(file, 0..0), message)
        .label("begins here")
        .help("write what repeats as a loop or a definition")
}

/// Returns what could stand there, each once. What could merely go on is left out if something else is there.
fn wanted(rules: &[Rule]) -> Vec<&'static str> {
    let (mut parts, mut more, mut end) = (vec![], vec![], vec![]);
    for rule in rules {
        match describe(*rule) {
            Expected::Part(it) => add(&mut parts, it),
            Expected::More(it) => add(&mut more, it),
            Expected::End => add(&mut end, "the end of the item"),
            Expected::Nothing => {}
        }
    }
    if parts.contains(&"a statement") {
        parts.retain(|it| !matches!(*it, "an expression" | "a name"));
    }
    [parts, end, more].into_iter().find(|it| !it.is_empty()).unwrap_or_default()
}

fn add(words: &mut Vec<&'static str>, word: &'static str) {
    if !words.contains(&word) {
        words.push(word);
    }
}

fn listed(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] if words.len() <= LISTED => format!("{} or {last}", first.join(", ")),
        _ => format!("{} or the like", words[..LISTED].join(", ")),
    }
}

pub(super) fn unterminated(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::UNTERMINATED_TEXT, span, "this text does not end on its line")
        .label("begins here")
        .help("close it with `\"`")
}

pub(super) fn unclosed(open: Span, bracket: char, next: Option<(Span, &str)>) -> Diagnostic {
    let diagnostic = Diagnostic::error(&codes::UNBALANCED_BRACKET, open, format!("this `{bracket}` is never closed"))
        .label("opened here");
    match next {
        Some((span, text)) => diagnostic.also(span, text),
        None => diagnostic,
    }
}

pub(super) fn unopened(close: Span, bracket: char) -> Diagnostic {
    Diagnostic::error(&codes::UNBALANCED_BRACKET, close, format!("this `{bracket}` closes nothing"))
        .label("nothing is open here")
}

pub(super) fn mismatched(open: Span, opened: char, close: Span, closed: char) -> Diagnostic {
    Diagnostic::error(&codes::UNBALANCED_BRACKET, close, format!("`{closed}` cannot close `{opened}`"))
        .label("closed here")
        .also(open, "opened here")
}

/// Of a bracket whose partner may stand in a comment.
pub(super) fn with_quotient(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("`//` begins a comment; a quotient is rounded with `floor(a / b)`")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("this is nested more than {} deep", nesting::DEPTH);
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
        .suggest(unit, super::number::UNITS.iter().map(|it| it.0).filter(|it| !it.is_empty()))
}

pub(super) fn number_too_large(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::BAD_NUMBER, span, "this number is too large").label("at most 9,007,199,254,740,992")
}

pub(super) fn bad_escape(span: Span, escape: char) -> Diagnostic {
    Diagnostic::error(&codes::BAD_ESCAPE, span, format!("there is no escape `\\{escape}`"))
        .label("unknown escape")
        .help("escapes are \\\" \\\\ \\n \\t")
}
