//! The TextMate grammar and the snippets of the extension for Visual Studio Code.

mod sources;
mod textmate;

use std::fs;

use nas_grammar::{FileId, parse};
use serde_json::Value;
use sources::{Source, accepted, root, shipped};
use textmate::{Grammar, Scopes};
use tree_sitter::{Node, Parser};

fn read(path: &str) -> String {
    fs::read_to_string(root().join("editors").join(path)).unwrap()
}

fn grammar() -> Grammar {
    Grammar::new(&read("vscode/syntaxes/nas.tmLanguage.json"))
}

/// What a node must be coloured as, if that can be said without knowing the program.
fn wanted(node: Node<'_>, word: &str) -> Option<&'static [&'static str]> {
    Some(match node.kind() {
        "module_comment" | "doc_comment" => &["comment.line.documentation"],
        "comment" => &["comment.line.double-slash"],
        "string" => &["string.quoted"],
        "number" | "counted" => &["constant.numeric"],
        "boolean" => &["constant.language"],
        "true" | "false" => return None,
        _ if !node.is_named() && word.starts_with(|it: char| it.is_ascii_lowercase()) => &["keyword", "storage"],
        "identifier" => name(node, word)?,
        _ => return None,
    })
}

/// The types that a parameter may have, as the reference lists them.
const TYPES: [&str; 11] =
    ["int", "float", "bool", "str", "op", "list", "pyramid", "image", "sequence", "tokens", "vector"];

fn name(node: Node<'_>, word: &str) -> Option<&'static [&'static str]> {
    let parent = node.parent()?;
    let is_name = ["name", "alternative"].iter().any(|it| parent.child_by_field_name(it) == Some(node));
    Some(match parent.kind() {
        "definition" if is_name => &["entity.name.function"],
        "space_item" | "section_item" | "task_item" if is_name => &["entity.name.type"],
        "const_item" if is_name => &["variable.other.constant"],
        "parameter" | "named_argument" | "entry" | "record_entry" if is_name => &["variable.parameter"],
        "alternative" | "is_expression" if is_name => &["variable.other.enummember"],
        "named_type" if is_name && TYPES.contains(&word) => &["support.type"],
        "call" => &["entity.name.function.call"],
        _ => &["variable", "entity", "support"],
    })
}

fn is(scopes: &Scopes, range: std::ops::Range<usize>, wanted: &[&str]) -> bool {
    scopes[range].iter().all(|it| it.iter().any(|it| wanted.iter().any(|wanted| it.starts_with(wanted))))
}

fn check(source: &Source, scopes: &Scopes, node: Node<'_>, wrong: &mut Vec<String>) {
    let word = &source.text[node.byte_range()];
    if let Some(wanted) = wanted(node, word)
        && !is(scopes, node.byte_range(), wanted)
    {
        let line = node.start_position().row + 1;
        wrong.push(format!("{}:{line}: `{word}` is {:?}, not {wanted:?}", source.name, scopes[node.start_byte()]));
    }
    let mut cursor = node.walk();
    let children: Vec<Node<'_>> = node.children(&mut cursor).collect();
    children.into_iter().for_each(|it| check(source, scopes, it, wrong));
}

#[test]
fn every_token_has_its_scope() {
    let grammar = grammar();
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_nas::LANGUAGE.into()).unwrap();
    let mut wrong = Vec::new();
    for source in shipped().into_iter().chain(accepted()) {
        let tree = parser.parse(&source.text, None).unwrap();
        check(&source, &grammar.colour(&source.text), tree.root_node(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_comments_are_those_of_the_language() {
    let grammar = grammar();
    for source in shipped().into_iter().chain(accepted()) {
        let scopes = grammar.colour(&source.text);
        let comments = parse(FileId(0), &source.text).comments;
        let starts: Vec<usize> = comments.iter().map(|it| it.span.start as usize).collect();
        let is_comment = |at: usize| scopes[at].iter().any(|it| it.starts_with("comment"));
        let coloured: Vec<usize> =
            (0..scopes.len()).filter(|at| is_comment(*at) && (*at == 0 || !is_comment(at - 1))).collect();
        assert_eq!(coloured, starts, "{}", source.name);
    }
}

/// The words of the real grammar: all its texts of several letters.
fn keywords() -> Vec<String> {
    let grammar = fs::read_to_string(root().join("grammar/src/nas.pest")).unwrap();
    let code: Vec<&str> = grammar.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut words: Vec<String> = code
        .split('"')
        .filter(|it| it.len() > 1 && it.chars().all(|it| it.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}

fn texts(json: &Value) -> Vec<&str> {
    match json {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(all) => all.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn words<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    // `\b` stands right before a word in a pattern.
    let split = |it: &'a str| it.split("\\b").flat_map(|it| it.split(|it: char| !it.is_ascii_alphanumeric()));
    texts.iter().flat_map(|it| split(it)).collect()
}

#[test]
fn every_word_of_the_language_is_known_to_the_editors() {
    let keywords = keywords();
    assert!(keywords.len() > 35 && keywords.contains(&"implies".to_owned()), "{keywords:?}");
    for path in ["tree-sitter-nas/src/grammar.json", "vscode/syntaxes/nas.tmLanguage.json", "vscode/snippets/nas.json"]
    {
        let text = read(path);
        let json: Value = serde_json::from_str(&text).unwrap();
        let key = if path.contains("tmLanguage") { "repository" } else { "rules" };
        let texts = texts(json.get(key).unwrap_or(&json));
        let known = words(&texts);
        // The plural's snippet shows the singular too.
        let needless: &[&str] = if path.contains("snippets") { &["trial", "epoch"] } else { &[] };
        let is_known = |it: &str| known.contains(&it) || needless.contains(&it);
        let missing: Vec<&String> = keywords.iter().filter(|it| !is_known(it)).collect();
        assert!(missing.is_empty(), "{path}: {missing:?}");
    }
}

/// A snippet with the text of its places, as it stands before anything is typed.
fn expanded(body: &Value) -> String {
    let lines: Vec<&str> = body.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    let place = fancy_regex::Regex::new(r"\$\{\d+:([^}]*)\}").unwrap();
    let filled = place.replace_all(&lines.join("\n"), "$1").into_owned();
    let empty = fancy_regex::Regex::new(r"\$\d").unwrap();
    empty.replace_all(&filled, "anything").into_owned()
}

#[test]
fn every_snippet_parses() {
    let snippets: Value = serde_json::from_str(&read("vscode/snippets/nas.json")).unwrap();
    let is_fine = |text: &str| parse(FileId(0), text).diagnostics.is_empty();
    for (name, snippet) in snippets.as_object().unwrap() {
        let text = expanded(&snippet["body"]).replace("  anything\n}", "  anything: 1\n}");
        let item = text.replace(": 1\n}", "\n}");
        let statement = format!("space S {{\n{item}\n}}");
        assert!(is_fine(&text) || is_fine(&item) || is_fine(&statement), "{name}: {text}");
    }
}
