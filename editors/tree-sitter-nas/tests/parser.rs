//! The parser of tree-sitter against the parser of the language.

mod sources;

use sources::{Source, accepted, corpus, rejected, shipped};
use tree_sitter::{Node, Parser, Query, QueryCursor, StreamingIterator as _, Tree};

fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_nas::LANGUAGE.into()).unwrap();
    parser.parse(text, None).unwrap()
}

fn first_error<'a>(node: Node<'a>) -> Option<Node<'a>> {
    if node.is_error() || node.is_missing() {
        return Some(node);
    }
    let mut cursor = node.walk();
    let children: Vec<Node<'a>> = node.children(&mut cursor).filter(|it| it.has_error() || it.is_missing()).collect();
    children.into_iter().find_map(first_error)
}

fn complaint(source: &Source) -> Option<String> {
    let tree = parse(&source.text);
    let node = first_error(tree.root_node())?;
    Some(format!("{}:{}: {}", source.name, node.start_position().row + 1, node.to_sexp()))
}

fn leaves<'a>(node: Node<'a>, found: &mut Vec<Node<'a>>) {
    if node.child_count() == 0 {
        found.push(node);
    }
    let mut cursor = node.walk();
    let children: Vec<Node<'a>> = node.children(&mut cursor).collect();
    children.into_iter().for_each(|it| leaves(it, found));
}

#[test]
fn what_the_language_accepts_has_no_error() {
    let all: Vec<Source> = shipped().into_iter().chain(accepted()).collect();
    assert!(all.len() > 200, "only {} files", all.len());
    let complaints: Vec<String> = all.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn most_of_what_the_language_rejects_has_an_error() {
    let rejected = rejected();
    let missed: Vec<&str> = rejected.iter().filter(|it| complaint(it).is_none()).map(|it| it.name.as_str()).collect();
    let share = 1.0 - missed.len() as f64 / rejected.len() as f64;
    println!("{:.0} % of {} rejected texts have an error; not {missed:?}", 100.0 * share, rejected.len());
    assert!(share >= 0.9, "{share}: {missed:?}");
}

#[test]
fn every_query_compiles() {
    let language = tree_sitter_nas::LANGUAGE.into();
    for query in [
        tree_sitter_nas::HIGHLIGHTS_QUERY,
        tree_sitter_nas::INJECTIONS_QUERY,
        tree_sitter_nas::LOCALS_QUERY,
        tree_sitter_nas::FOLDS_QUERY,
        tree_sitter_nas::INDENTS_QUERY,
    ] {
        Query::new(&language, query).unwrap();
    }
}

/// The capture that wins for each byte: the last one, on the smallest node.
fn captures(text: &str, tree: &Tree) -> Vec<Option<String>> {
    let query = Query::new(&tree_sitter_nas::LANGUAGE.into(), tree_sitter_nas::HIGHLIGHTS_QUERY).unwrap();
    let mut found = Vec::new();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(&query, tree.root_node(), text.as_bytes());
    while let Some(one) = matches.next() {
        let pattern = one.pattern_index;
        found.extend(one.captures().iter().map(|it| (it.node.byte_range(), pattern, it.index)));
    }
    found.sort_by_key(|(range, pattern, _)| (std::cmp::Reverse(range.len()), *pattern));
    let mut colours = vec![None; text.len()];
    for (range, _, index) in found {
        colours[range].fill(Some(query.capture_names()[index as usize].to_owned()));
    }
    colours
}

#[test]
fn every_word_number_and_mark_is_highlighted() {
    for source in shipped() {
        let tree = parse(&source.text);
        let colours = captures(&source.text, &tree);
        let mut found = Vec::new();
        leaves(tree.root_node(), &mut found);
        for leaf in found {
            let word = &source.text[leaf.byte_range()];
            assert!(leaf.byte_range().all(|at| colours[at].is_some()), "{}: `{word}` has no capture", source.name);
            let is_word = word.starts_with(|it: char| it.is_ascii_alphabetic());
            if is_word && !leaf.is_named() && !matches!(word, "true" | "false") {
                let colour = colours[leaf.start_byte()].as_deref().unwrap();
                assert!(colour.starts_with("keyword"), "{}: `{word}` is {colour}", source.name);
            }
        }
    }
}

#[test]
fn the_trees_of_the_corpus_are_as_written() {
    let cases = corpus();
    assert!(cases.len() >= 10);
    for case in cases {
        assert_eq!(parse(&case.text).root_node().to_sexp(), case.tree, "{}", case.name);
    }
}
