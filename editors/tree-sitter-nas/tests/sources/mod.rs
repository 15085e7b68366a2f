//! The texts that the tests read.

#![allow(dead_code, reason = "each test file reads some of them")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use nas_grammar::{FileId, parse};

/// A file of the repository.
pub struct Source {
    pub name: String,
    pub text: String,
}

/// A text and the tree that is expected of it.
pub struct Case {
    pub name: String,
    pub text: String,
    pub tree: String,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str) -> Vec<Source> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(Source { name: path.display().to_string(), text: fs::read_to_string(&path).unwrap() });
        }
    }
    found
}

/// The standard library and the examples.
pub fn shipped() -> Vec<Source> {
    let folders = ["std-spaces", "examples"];
    folders.iter().flat_map(|it| files(&root().join(it), "nas")).collect()
}

fn is_accepted(text: &str) -> bool {
    parse(FileId(0), text).diagnostics.is_empty()
}

/// The files of the language's corpus that parse.
pub fn accepted() -> Vec<Source> {
    files(&root().join("tests/corpus"), "nas").into_iter().filter(|it| is_accepted(&it.text)).collect()
}

/// Texts that do not parse: those of the language's corpus, and the shipped ones with one token left out.
pub fn rejected() -> Vec<Source> {
    let corpus = files(&root().join("tests/corpus"), "nas");
    let broken = shipped().into_iter().flat_map(|it| without_a_token(&it));
    corpus.into_iter().chain(broken).filter(|it| !is_accepted(&it.text)).collect()
}

/// Leaves out every 40th mark or word of a text, each for itself.
fn without_a_token(source: &Source) -> Vec<Source> {
    let text = &source.text;
    let marks = text.char_indices().filter(|(_, it)| "(){}[]:=,".contains(*it));
    let cut = |at: usize| format!("{}{}", &text[..at], &text[at + 1..]);
    marks
        .step_by(40)
        .map(|(at, _)| Source { name: format!("{} without byte {at}", source.name), text: cut(at) })
        .collect()
}

/// The cases of `test/corpus`, in the format of `tree-sitter test`.
pub fn corpus() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test/corpus");
    files(&folder, "txt").iter().flat_map(|it| cases(&it.text)).collect()
}

fn cases(text: &str) -> Vec<Case> {
    let rule = format!("{}\n", "=".repeat(20));
    let parts: Vec<&str> = text.split(&rule).skip(1).collect();
    parts.chunks(2).map(|it| case(it[0], it[1])).collect()
}

fn case(name: &str, rest: &str) -> Case {
    let (text, tree) = rest.split_once("\n---\n").unwrap();
    let tree = tree.split_whitespace().collect::<Vec<_>>().join(" ").replace(" )", ")");
    Case { name: name.trim().to_owned(), text: text.trim().to_owned(), tree }
}
