//! Where the cursor is, as far as the text before it tells: what is being written cannot be parsed.

use nas_grammar::ast::{OBJECTIVES, SectionKind};

use super::section;

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Context {
    /// A comment or a text.
    Nothing,
    /// `use std::bl|`: the names before the last `::`, and `{` behind them if a list is open.
    Import(Vec<String>),
    /// The start of an item.
    Item,
    /// `blocks::|`
    Member(String),
    /// `x.|`
    Field,
    /// `c: |` in a list of parameters.
    Type,
    /// The key of an entry of a section.
    Entry(SectionKind),
    /// `strategy: |`
    EntryValue(SectionKind, String),
    /// `maximize |`
    Objective,
    /// In the call of a component: the entry, the component, the parameters that are given.
    Component(String, String, Vec<String>),
    /// `task t = |`
    TaskKind,
    /// In a call: what is called, and the parameters that are given by name.
    Argument(String, Vec<String>),
    /// In a `require`.
    Constraint,
    /// Any other place in a body.
    Expression,
}

/// A token before the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Token<'a> {
    text: &'a str,
    /// Whether it is the first of its line.
    begins_line: bool,
}

/// Finds out where the cursor is.
pub(super) fn find(text: &str, offset: usize) -> Context {
    let Some(mut tokens) = tokens(&text[..offset]) else { return Context::Nothing };
    // The word under the cursor is what is completed.
    let begins_line = match tokens.last() {
        Some(last) if is_word(last.text) && text[..offset].ends_with(last.text) => {
            tokens.pop().is_some_and(|it| it.begins_line)
        }
        _ => text[..offset].rsplit('\n').next().is_none_or(|it| it.trim().is_empty()),
    };
    let start = tokens.iter().rposition(|it| it.begins_line && begins_item(it.text)).unwrap_or(tokens.len());
    let depth_before = open(&tokens[start.min(tokens.len())..]);
    let item = &tokens[start..];
    match item.first().map(|it| it.text) {
        _ if begins_line && depth_before.is_empty() => Context::Item,
        None => Context::Item,
        Some("use") => import(&item[1..]),
        Some(word) => match (section(word), item.last().map(|it| it.text)) {
            (Some(kind), _) => in_section(kind, item, begins_line),
            (None, Some("::")) => Context::Member(item.iter().rev().nth(1).map_or("", |it| it.text).to_owned()),
            (None, Some(".")) => Context::Field,
            (None, last) => in_body(item, last.unwrap_or_default()),
        },
    }
}

fn begins_item(word: &str) -> bool {
    matches!(word, "use" | "const" | "op" | "cell" | "block" | "fn" | "space") || section(word).is_some()
}

fn is_word(text: &str) -> bool {
    text.starts_with(|it: char| it.is_alphabetic() || it == '_')
}

/// Cuts a text into words, numbers and marks; nothing if it ends in a comment or a text.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut found = vec![];
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        let mut begins_line = true;
        loop {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else { break };
            let length = match first {
                '/' if rest.starts_with("//") => match line.ends_with('\n') {
                    true => break,
                    false => return None,
                },
                '"' => match rest[1..].find('"') {
                    Some(end) => end + 2,
                    None if line.ends_with('\n') => break,
                    None => return None,
                },
                it if it.is_alphanumeric() || it == '_' => {
                    rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len())
                }
                it => ["::", "->", "..=", "..", "+="]
                    .iter()
                    .find(|it| rest.starts_with(**it))
                    .map_or(it.len_utf8(), |it| it.len()),
            };
            // An item begins without indentation.
            let is_flush = begins_line && rest.len() == line.len();
            found.push(Token { text: &rest[..length], begins_line: is_flush });
            begins_line = false;
            rest = &rest[length..];
        }
    }
    Some(found)
}

/// The positions of the brackets that are open, the innermost last.
fn open(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut open = vec![];
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => open.push(at),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
    }
    open
}

fn import(tokens: &[Token<'_>]) -> Context {
    let names = tokens.iter().take_while(|it| it.text != "{").filter(|it| is_word(it.text));
    let mut names: Vec<String> = names.map(|it| it.text.to_owned()).collect();
    if tokens.iter().any(|it| it.text == "{") {
        names.push("{".to_owned());
    }
    Context::Import(names)
}

fn in_section(kind: SectionKind, item: &[Token<'_>], begins_line: bool) -> Context {
    let open = open(item);
    let last = item.last().map(|it| it.text);
    let Some(body) = open.first().copied() else {
        return if kind == SectionKind::Task && last == Some("=") { Context::TaskKind } else { Context::Nothing };
    };
    let inside = &item[body + 1..];
    if last.is_some_and(|it| OBJECTIVES.contains(&it)) {
        return Context::Objective;
    }
    // The entry that the cursor is in: the last `key :` that stands directly in the section.
    let is_key =
        |at: &usize| self::open(&inside[..*at]).is_empty() && inside.get(at + 1).is_some_and(|it| it.text == ":");
    let key = (0..inside.len()).rev().find(is_key);
    let Some(key) = key.filter(|_| !begins_line || open.len() > 1) else { return Context::Entry(kind) };
    let name = inside[key].text.to_owned();
    match open.last() {
        Some(at) if *at > body + key && item[*at].text == "(" && *at > 0 => {
            let given = given(&item[*at + 1..]);
            Context::Component(name, item[*at - 1].text.to_owned(), given)
        }
        // A value that is complete ends its entry.
        _ if last == Some(":") || last == Some("[") || last == Some(",") && open.len() > 1 => {
            Context::EntryValue(kind, name)
        }
        _ => Context::Entry(kind),
    }
}

/// The parameters that are given by name.
fn given(tokens: &[Token<'_>]) -> Vec<String> {
    let named = tokens.windows(2).filter(|it| it[1].text == ":" && is_word(it[0].text));
    named.map(|it| it[0].text.to_owned()).collect()
}

fn in_body(item: &[Token<'_>], last: &str) -> Context {
    let open = open(item);
    let body = item.iter().position(|it| matches!(it.text, "{" | "="));
    if last == ":" && (item.iter().rev().nth(2).is_some_and(|it| it.text == "input") || body.is_none()) {
        return Context::Type;
    }
    if let Some(at) = open.last().copied()
        && item[at].text == "("
        && at > 0
        && is_word(item[at - 1].text)
        && body.is_some_and(|it| it < at)
    {
        return match last {
            // `kernel: |` is an argument's value.
            ":" => Context::Expression,
            _ => Context::Argument(callee(&item[..at]), given(&item[at + 1..])),
        };
    }
    if body.is_none() {
        return Context::Nothing;
    }
    // From here on a constraint goes to the end of its statement, of which only words tell.
    let statement = item.iter().rposition(|it| matches!(it.text, "let" | "require" | "{" | "}"));
    match statement.map(|it| item[it].text) {
        Some("require") => Context::Constraint,
        _ => Context::Expression,
    }
}

/// `blocks::conv_bn` or `conv`, right before a bracket.
fn callee(tokens: &[Token<'_>]) -> String {
    match tokens {
        [.., module, colons, name] if colons.text == "::" => format!("{}::{}", module.text, name.text),
        [.., name] => name.text.to_owned(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The context at `|`.
    fn at(text: &str) -> Context {
        let offset = text.find('|').unwrap();
        find(&text.replace('|', ""), offset)
    }

    #[test]
    fn items_begin_at_the_start_of_a_line() {
        assert_eq!(at("|"), Context::Item);
        assert_eq!(at("const a = 1\nsp|"), Context::Item);
        assert_eq!(at("// sp|"), Context::Nothing);
        assert_eq!(at("use \"./a|"), Context::Nothing);
    }

    #[test]
    fn imports_know_what_stands_before() {
        assert_eq!(at("use |"), Context::Import(vec![]));
        assert_eq!(at("use std::bl|"), Context::Import(vec!["std".to_owned()]));
        let listed = ["std", "blocks", "{"].map(str::to_owned).to_vec();
        assert_eq!(at("use std::blocks::{sep_conv, |}"), Context::Import(listed));
    }

    #[test]
    fn calls_know_what_is_given() {
        let given = vec!["kernel".to_owned()];
        assert_eq!(at("op a = conv(8, kernel: 3, |"), Context::Argument("conv".to_owned(), given));
        assert_eq!(at("space s {\n  x -> conv(|)\n}"), Context::Argument("conv".to_owned(), vec![]));
        assert_eq!(at("space s {\n  x -> co|\n}"), Context::Expression);
        assert_eq!(at("space s {\n  let a = x.|\n}"), Context::Field);
        assert_eq!(at("space s {\n  require |\n}"), Context::Constraint);
        assert_eq!(at("op a = b::|"), Context::Member("b".to_owned()));
    }

    #[test]
    fn parameters_and_inputs_have_types() {
        assert_eq!(at("block a(x: |"), Context::Type);
        assert_eq!(at("space s {\n  input x: im|"), Context::Type);
    }

    #[test]
    fn sections_have_entries_and_values() {
        let search = SectionKind::Search;
        assert_eq!(at("search s {\n  |\n}"), Context::Entry(search));
        assert_eq!(at("search s {\n  seed: 1\n  str|\n}"), Context::Entry(search));
        assert_eq!(at("search s {\n  strategy: ran|\n}"), Context::EntryValue(search, "strategy".to_owned()));
        let component = Context::Component("strategy".to_owned(), "darts".to_owned(), vec!["lr".to_owned()]);
        assert_eq!(at("search s {\n  strategy: darts(lr: 1, |)\n}"), component);
        assert_eq!(at("search s {\n  maximize |\n}"), Context::Objective);
        assert_eq!(at("task t = |"), Context::TaskKind);
    }

    #[test]
    fn any_text_has_a_context() {
        let text = "use std::a::{b}\nop é = \"x\" // y\nspace s(c: int) { x -> a(b: [c]) }\nsearch s { a: b(c) }";
        for (offset, _) in text.char_indices() {
            find(text, offset);
        }
    }
}
