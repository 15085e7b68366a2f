//! What holds for every standard module and every example.

use std::collections::BTreeSet;

use gen_lsp_types as lsp;
use serde_json::json;

use crate::client::{Client, apply, programs, slice, whole};

/// Words that are no names where they have their meaning.
const WORDS: [&str; 35] = [
    "let", "for", "in", "if", "else", "repeat", "oneof", "pick", "maybe", "require", "and", "or", "not", "implies",
    "is", "true", "false", "use", "const", "op", "cell", "block", "fn", "space", "task", "search", "train", "device",
    "input", "of", "step", "as", "maximize", "minimize", "_",
];

/// The places of words in a text that are no keywords and no part of a comment, a text or a number.
fn names(text: &str) -> Vec<(usize, &str)> {
    let mut found = vec![];
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let code = line.split("//").next().unwrap();
        for (part, inside) in code.split('"').enumerate().filter(|it| it.0 % 2 == 0) {
            let _ = part;
            let part_start = inside.as_ptr() as usize - line.as_ptr() as usize;
            let mut from = 0;
            let is_word = |it: char| it.is_alphanumeric() || it == '_';
            while let Some(begin) = inside[from..].find(is_word).map(|it| from + it) {
                let end = inside[begin..].find(|it| !is_word(it)).map_or(inside.len(), |it| begin + it);
                let word = &inside[begin..end];
                if !word.starts_with(|it: char| it.is_ascii_digit()) {
                    found.push((start + part_start + begin, word));
                }
                from = end;
            }
        }
    }
    found
}

#[test]
fn nothing_is_wrong_with_them() {
    let client = Client::start();
    for (uri, text) in programs() {
        let document = client.open(&uri, &text);
        assert_eq!(document.diagnostics(), [], "{uri}");
    }
}

#[test]
fn every_name_is_resolved() {
    let client = Client::start();
    for (uri, text) in programs() {
        let document = client.open(&uri, &text);
        for (offset, word) in names(&text) {
            let is_keyword = WORDS.contains(&word) || ["trials", "epochs"].contains(&word);
            let hover = document.hover(offset);
            assert!(hover.is_some() || is_keyword, "{uri}: `{word}` at {offset} is unknown");
            for location in document.definition(offset) {
                let target = match location.uri.0.strip_prefix("nas-std:///") {
                    Some(file) => nas_std_spaces::get(file.trim_end_matches(".nas")).unwrap().to_owned(),
                    None => text.clone(),
                };
                let named = slice(&target, location.range);
                // A module is named by its file, and what got a new name has another there.
                assert!(named == word || named.is_empty() || text.contains(&format!(" as {word}")), "{uri}: {word}");
            }
        }
    }
}

#[test]
fn hover_answers_at_every_offset() {
    let client = Client::start();
    for (uri, text) in programs() {
        let document = client.open(&uri, &text);
        for (offset, _) in text.char_indices() {
            document.hover(offset);
        }
        document.hover(text.len());
    }
}

#[test]
fn completion_answers_at_every_word() {
    let client = Client::start();
    for (uri, text) in programs() {
        let document = client.open(&uri, &text);
        for (offset, word) in names(&text) {
            document.completions(offset + word.len());
        }
    }
}

#[test]
fn formatting_is_that_of_the_formatter() {
    let client = Client::start();
    for (at, (uri, text)) in programs().into_iter().enumerate() {
        // As it is, and with lines that are not as they should be.
        let loose = text.replace(" -> ", "  ->  ").replace("\n}\n", "\n\n\n}\n");
        for (kind, text) in [("plain", text), ("loose", loose)] {
            let document = client.open(&format!("untitled:{at}-{kind}"), &text);
            let params = json!({
                "textDocument": { "uri": document.uri }, "options": { "tabSize": 2, "insertSpaces": true }
            });
            let edits = client.ask::<lsp::DocumentFormattingRequest>(params).unwrap().unwrap();
            assert_eq!(apply(&text, edits), nas_grammar::format(&text).unwrap(), "{uri}");
        }
    }
}

#[test]
fn renaming_there_and_back_changes_nothing() {
    let client = Client::start();
    for (at, (uri, text)) in programs().into_iter().enumerate() {
        // A copy that is the user's own.
        let document = client.open(&format!("untitled:{at}"), &text);
        let (mut tried, mut renamed_names) = (BTreeSet::new(), 0);
        for (offset, word) in names(&text) {
            if WORDS.contains(&word) || !tried.insert(word) {
                continue;
            }
            let Ok(renamed) = document.rename(offset, "qqq") else { continue };
            assert_ne!(renamed, text, "{uri}: {word}");
            let other = client.open(&format!("untitled:{at}-renamed"), &renamed);
            let messages: Vec<_> = other.diagnostics().into_iter().map(|it| it.message).collect();
            assert_eq!(messages, [], "{uri}: `{word}` renamed gives\n{renamed}");
            let back = other.rename(renamed.find("qqq").unwrap(), word);
            assert_eq!(back.as_deref(), Ok(text.as_str()), "{uri}: {word}");
            renamed_names += 1;
        }
        assert!(renamed_names >= 2, "{uri}");
    }
}

#[test]
fn tokens_are_in_order_and_are_words() {
    let client = Client::start();
    for (uri, text) in programs() {
        let document = client.open(&uri, &text);
        let params = json!({ "textDocument": { "uri": document.uri } });
        let tokens = client.ask::<lsp::SemanticTokensRequest>(params).unwrap().unwrap().data;
        let (mut line, mut start) = (0, 0);
        for (at, token) in tokens.iter().enumerate() {
            assert!(at == 0 || token.delta_line > 0 || token.delta_start > 0, "{uri}: tokens overlap");
            start = if token.delta_line > 0 { token.delta_start } else { start + token.delta_start };
            line += token.delta_line;
            let end = lsp::Position { line, character: start + token.length };
            let word = slice(&text, lsp::Range { start: lsp::Position { line, character: start }, end });
            assert!(word.chars().all(|it| it.is_alphanumeric() || it == '_'), "{uri}: `{word}`");
        }
        assert!(!tokens.is_empty());
    }
}

#[test]
fn hints_and_outlines_come_for_all() {
    let client = Client::start();
    for (uri, text) in programs() {
        client.open(&uri, &text);
        let params = json!({ "textDocument": { "uri": uri }, "range": whole() });
        let hints = client.ask::<lsp::InlayHintRequest>(params).unwrap().unwrap();
        let spaces = text.lines().filter(|it| it.starts_with("space ")).count();
        assert!(hints.len() >= spaces, "{uri}");
        let params = json!({ "textDocument": { "uri": uri } });
        let symbols = client.ask::<lsp::DocumentSymbolRequest>(params).unwrap();
        let Some(lsp::DocumentSymbolResponse::DocumentSymbolList(symbols)) = symbols else { panic!("{uri}") };
        assert!(!symbols.is_empty());
    }
}

#[test]
fn broken_documents_are_answered() {
    const STEP: usize = 97;
    let client = Client::start();
    for (at, (_, text)) in programs().into_iter().enumerate() {
        for end in (0..text.len()).step_by(STEP).filter(|it| text.is_char_boundary(*it)) {
            let document = client.open(&format!("untitled:{at}"), &text[..end]);
            document.hover(end);
            document.definition(end);
            document.completions(end);
            let params = json!({ "textDocument": { "uri": document.uri }, "range": whole() });
            client.ask::<lsp::InlayHintRequest>(params.clone()).unwrap();
            client.ask::<lsp::DocumentSymbolRequest>(params.clone()).unwrap();
            client.ask::<lsp::SemanticTokensRequest>(params).unwrap();
        }
    }
}
