//! What typical mistakes are called, and what is written instead.

use super::{mistake::Mistake, number::UNITS, token::RESERVED};
use crate::{ast::OBJECTIVES, diagnostic::nearest};

/// A better sentence than the list of what could stand there.
pub(super) struct Hint {
    pub(super) message: String,
    pub(super) label: &'static str,
}

/// Marks of other languages and of word processors, and what they are here.
const FOREIGN: [(&str, &str); 22] = [
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("#", "//"),
    ("'", "\""),
    ("`", "\""),
    ("“", "\""),
    ("”", "\""),
    ("„", "\""),
    ("‘", "\""),
    ("’", "\""),
    ("→", "->"),
    ("⇒", "->"),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("×", "*"),
    ("·", "*"),
    ("÷", "/"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
];

/// Returns the sentence for a typical mistake.
pub(super) fn hint(mistake: &Mistake<'_>, wanted: &[&str]) -> Option<Hint> {
    if mistake.is_missing() {
        return None;
    }
    reserved(mistake, wanted).or_else(|| unknown_character(mistake))
}

/// A reserved word where a name should stand.
fn reserved(mistake: &Mistake<'_>, wanted: &[&str]) -> Option<Hint> {
    let names_something = wanted.contains(&"a name") || mistake.next == ":";
    let message = format!("`{}` is a reserved word and cannot be a name", mistake.found);
    (RESERVED.contains(&mistake.found) && names_something).then_some(Hint { message, label: "a word of the language" })
}

/// A character that means nothing outside of texts and comments.
fn unknown_character(mistake: &Mistake<'_>) -> Option<Hint> {
    let strange =
        mistake.found.chars().find(|it| !it.is_ascii() || "&|!#'`;?@$\\^~".contains(*it) || it.is_ascii_control())?;
    let message = if mistake.found == ";" {
        "statements end without a `;`".to_owned()
    } else if strange.is_alphabetic() {
        format!("`{}` is not a name: names are made of the letters a to z, digits and `_`", mistake.found)
    } else {
        let written = if strange.is_control() { strange.escape_debug().to_string() } else { strange.to_string() };
        format!("`{written}` means nothing here")
    };
    Some(Hint { message, label: "not part of the language" })
}

/// What a file consists of.
const ITEM: &str = "an item such as `op`, `cell` or `space`";

/// What a `oneof { … }` wants.
const ALTERNATIVE: &str = "an alternative such as `name: op`";

/// How `>=` is meant.
const AT_LEAST: &str = "at least is written `>=`";

/// How a comment is written.
const COMMENT: &str = "a comment begins with `//` and ends with its line";

const COMPARISONS: [&str; 6] = ["<=", ">=", "==", "!=", "<", ">"];

/// Returns what to write instead.
pub(super) fn help(mistake: &Mistake<'_>, wanted: &[&str]) -> Option<String> {
    let wants = |it: &str| wanted.contains(&it);
    Some(match (mistake.first, mistake.previous, mistake.found) {
        (_, _, ";") => "remove it: a statement ends with its line".to_owned(),
        ("require" | "if", "=", ">") => AT_LEAST.to_owned(),
        ("require" | "if", _, "=") if mistake.next == ">" => AT_LEAST.to_owned(),
        (_, "=" | "|", ">") => "operations are joined with `->`".to_owned(),
        (_, _, "=") if mistake.next == ">" => "operations are joined with `->`".to_owned(),
        (_, "*", "*") => "a power is written `pow(2, 3)`".to_owned(),
        (_, "/", "*") => COMMENT.to_owned(),
        (_, _, "def" | "class") if wants(ITEM) => "a definition begins with `op`, `cell`, `block` or `fn`".to_owned(),
        (_, _, "import" | "from") if wants(ITEM) => "definitions come in with `use std::blocks::{conv_bn}`".to_owned(),
        (_, "let", "(") => "the items of a list are named in brackets: `let [a, b] = …`".to_owned(),
        _ if has_word(mistake.line, "lambda") => "an operation is named with `op`, a calculation with `fn`".to_owned(),
        _ if has_word(mistake.line, "while") => "a loop is `for i in 0..n { … }` or `repeat(n) { … }`".to_owned(),
        (_, _, "/") if mistake.next == "*" => COMMENT.to_owned(),
        (_, _, "?") => "what depends on a condition is written `if a { b } else { c }`".to_owned(),
        (_, "is", found) if found.starts_with('"') => {
            format!("the name of an alternative has no quotes: `is {}`", found.trim_matches('"'))
        }
        (_, "is", "not") => "`not` stands before all of it: `not a is b`".to_owned(),
        (_, _, found) if COMPARISONS.contains(&found) && COMPARISONS.iter().any(|it| mistake.line.contains(it)) => {
            "comparisons are joined with `and`: `2 <= a and a <= 5`".to_owned()
        }
        (_, "for", "(") | ("for", _, ",") if !wants("`]`") => {
            "the items of a list are named in brackets: `for [a, b] in …`".to_owned()
        }
        (_, many, "from") if wanted == ["`of`"] => format!("write `pick {many} of …`"),
        _ if let Some(quantity) = parted(mistake) => format!("a unit stands right behind its number: `{quantity}`"),
        (_, "repeat", _) => "the count stands in parentheses: `repeat(3) { … }`".to_owned(),
        (_, _, "(" | "->") if wants(ALTERNATIVE) => "an alternative has a name, as in `wide: conv(16)`".to_owned(),
        ("let", _, ",") if wants("`=`") => "the items of a list are named with `let [first, second] = …`".to_owned(),
        ("input", _, ",") if wants("`)`") => "a shape stands in brackets: `image[3, 32, 32]`".to_owned(),
        ("op" | "cell" | "block" | "fn" | "space", name, "=") if wants("`:`") => {
            format!("every parameter has a type, as in `{name}: int = …`")
        }
        ("require" | "if", _, "=") => "two values are compared with `==`".to_owned(),
        (_, name, "=") if wants("`:`") => format!("write `{name}: …`"),
        (_, name, "=") if wants("`)`") || wants("`}`") && !wants("a statement") => {
            format!("a name is given a value with `:`, as in `{name}: …`")
        }
        (first, name, "=") if first == name => format!("a value is named with `let {name} = …`"),
        (_, name, ":") if wants("`=`") => format!("write `{name} = …`"),
        ("use", _, ".") => "the parts of a path are joined with `::`".to_owned(),
        (_, _, ",") if mistake.line.contains("oneof") => "values stand in a list: `oneof [3, 5, 7]`".to_owned(),
        (_, name, "," | ")") if wants("`:`") => format!("every parameter has a type, as in `{name}: int`"),
        (_, "space" | "op" | "cell" | "block" | "fn" | "task" | "search" | "train" | "device", "{" | "(") => {
            format!("write a name behind `{}`", mistake.previous)
        }
        ("task", _, "{") => "a task says of what kind it is, as in `task digits = classification { … }`".to_owned(),
        (_, name, _) if RESERVED.contains(&name) || !mistake.found.is_ascii() => foreign(mistake.found)?,
        (_, name, found) if wanted == ["`:`"] => match nearest(name, OBJECTIVES) {
            Some(word) => format!("write `{word} {found}`"),
            None => format!("write `{name}: …`"),
        },
        (_, name, _) if wanted == ["`=`"] => format!("write `{name} = …`"),
        (_, _, found) => foreign(found)?,
    })
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').any(|it| it == word)
}

/// A number and a unit where the mistake is that they stand apart: at the unit or behind it.
fn parted(mistake: &Mistake<'_>) -> Option<String> {
    let line = mistake.line.trim_end();
    quantity(line, mistake.found).or_else(|| quantity(line.strip_suffix(mistake.previous)?, mistake.previous))
}

fn quantity(before: &str, unit: &str) -> Option<String> {
    let word = before.trim_end().rsplit(|it: char| !it.is_ascii_alphanumeric() && !"._".contains(it)).next()?;
    let is_number = word.starts_with(|it: char| it.is_ascii_digit()) && word.parse::<f64>().is_ok();
    let is_unit = !unit.is_empty() && UNITS.iter().any(|it| it.0 == unit);
    (is_number && is_unit).then(|| format!("{word}{unit}"))
}

fn foreign(found: &str) -> Option<String> {
    let (_, here) = FOREIGN.iter().find(|it| it.0 == found)?;
    Some(format!("did you mean `{here}`?"))
}
