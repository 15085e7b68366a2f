//! What the language has: every entry of every registry, and what the standard library defines.
//!
//! A listing is made of the registries that the compiler checks against, so that it cannot be out of date.

mod components;
mod functions;
mod modules;
mod primitives;

use crate::{
    paint::{self, BOLD, CODE, DIM, paint},
    table::{Side, Table, wrap},
};

/// Something that a program can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// How it is written: `conv(out, kernel: 3)`.
    pub signature: String,
    /// What it does, in one or a few sentences.
    pub docs: String,
    /// What stands in its parentheses.
    pub params: Vec<Param>,
    /// How a program gets at it, where it is not simply there.
    pub usage: Option<String>,
}

/// A parameter of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// The name.
    pub name: String,
    /// What it takes.
    pub takes: String,
    /// What it is when it is not given: `by default 3`, `required`.
    pub default: String,
    /// What it is.
    pub docs: String,
}

/// Entries of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What they are called together: `strategies`.
    pub name: String,
    /// What one of them is called: `strategy`.
    pub singular: String,
    /// All of them.
    pub entries: Vec<Entry>,
}

/// Every kind, in the order in which a reader meets them.
pub fn kinds() -> Vec<Kind> {
    let mut kinds = vec![primitives::kind(), functions::kind()];
    kinds.extend(components::kinds());
    kinds.extend(modules::kinds());
    kinds
}

/// Finds the kind that a word means: `strategies`, `strategy`, `std::blocks` or `blocks`; `std` means all modules.
pub fn find_kinds<'a>(kinds: &'a [Kind], word: &str) -> Vec<&'a Kind> {
    let word = word.to_lowercase().replace(['-', '_'], " ");
    let is_meant = |it: &&Kind| {
        let module = it.name.strip_prefix("std::");
        it.name == word || it.singular == word || module == Some(&word) || (word == "std" && module.is_some())
    };
    kinds.iter().filter(is_meant).collect()
}

/// Finds every entry with a name; several kinds may have one each.
pub fn find_entries<'a>(kinds: &'a [Kind], name: &str) -> Vec<(&'a Kind, &'a Entry)> {
    let name = name.rsplit("::").next().unwrap_or(name);
    kinds.iter().flat_map(|kind| kind.entries.iter().map(move |it| (kind, it))).filter(|it| it.1.name == name).collect()
}

/// Writes all kinds with the names of their entries.
pub fn overview(kinds: &[Kind], width: usize) -> String {
    let mut text = String::new();
    for kind in kinds {
        let names: Vec<&str> = kind.entries.iter().map(|it| it.name.as_str()).collect();
        text.push_str(&format!("{}\n", paint(BOLD, &kind.name)));
        for line in wrap(&names.join("  "), width.saturating_sub(2)) {
            // Wrapping joins words by one space.
            text.push_str(&format!("  {}\n", line.replace(' ', "  ")));
        }
    }
    text.push_str("\n`nas list primitives` says what each does, `nas list conv` all about one.\n");
    text
}

/// Writes the entries of a kind, a line each.
pub fn summary(kind: &Kind, width: usize) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    let names = kind.entries.iter().map(|it| it.name.chars().count()).max().unwrap_or(0);
    for entry in &kind.entries {
        let lines = wrap(first_sentence(&entry.docs), width.saturating_sub(names + 4));
        for (at, line) in lines.into_iter().enumerate() {
            let name = if at == 0 { paint(CODE, &entry.name) } else { String::new() };
            table.row([name, paint::inline(&line)]);
        }
    }
    format!("{}\n{}", paint(BOLD, &kind.name), table.render(2))
}

/// Cuts a text behind its first sentence. A dot inside of parentheses, as in `(Liu et al., 2019)`, ends none.
fn first_sentence(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            '.' if depth == 0 && text[at..].starts_with(". ") => return &text[..=at],
            _ => {}
        }
    }
    text
}

/// Writes all about an entry.
pub fn page(kind: &Kind, entry: &Entry, width: usize) -> String {
    let mut text = String::new();
    let what = if kind.singular.is_empty() { &kind.name } else { &kind.singular };
    text.push_str(&format!("{}  {}\n\n", paint(BOLD, &entry.name), paint(DIM, what)));
    for line in entry.signature.lines().flat_map(|it| wrap(it, width.saturating_sub(4))) {
        text.push_str(&format!("    {}\n", paint(CODE, line)));
    }
    text.push('\n');
    for line in wrap(&entry.docs, width) {
        text.push_str(&format!("{}\n", paint::inline(&line)));
    }
    if !entry.params.is_empty() {
        text.push_str(&format!("\n{}", params(&entry.params, width)));
    }
    if let Some(usage) = &entry.usage {
        text.push_str(&format!("\n{}\n", paint::inline(usage)));
    }
    text
}

fn params(params: &[Param], width: usize) -> String {
    let names = params.iter().map(|it| it.name.chars().count()).max().unwrap_or(0);
    let indent = " ".repeat(names + 4);
    let mut text = String::new();
    for param in params {
        let pad = " ".repeat(names - param.name.chars().count());
        let takes = paint(DIM, format_args!("{}, {}", param.takes, param.default));
        text.push_str(&format!("  {}{pad}  {takes}\n", paint(CODE, &param.name)));
        for line in wrap(&param.docs, width.saturating_sub(indent.len())) {
            text.push_str(&format!("{indent}{}\n", paint::inline(&line)));
        }
    }
    text
}

/// Writes how an entry is used: its name, and its parameters with their defaults.
fn signature<'a>(name: &str, params: impl Iterator<Item = (&'a str, Option<String>)>) -> String {
    let each: Vec<String> =
        params.map(|(name, default)| default.map_or(name.to_owned(), |default| format!("{name}: {default}"))).collect();
    format!("{name}({})", each.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_says_what_it_does() {
        for kind in kinds() {
            for entry in &kind.entries {
                assert!(!entry.docs.is_empty(), "{} {}", kind.name, entry.name);
            }
        }
    }

    #[test]
    fn kinds_are_found_by_either_word() {
        let kinds = kinds();
        assert_eq!(find_kinds(&kinds, "strategy"), find_kinds(&kinds, "strategies"));
        assert_eq!(find_kinds(&kinds, "data-set")[0].name, "data sets");
        assert_eq!(find_kinds(&kinds, "blocks")[0].name, "std::blocks");
        assert!(find_kinds(&kinds, "std").len() > 1);
    }

    #[test]
    fn the_first_sentence_does_not_end_in_parentheses() {
        assert_eq!(first_sentence("Mixes (Liu et al. 2019). And more."), "Mixes (Liu et al. 2019).");
    }

    #[test]
    fn a_primitive_is_documented_with_its_parameters() {
        let kinds = kinds();
        let (kind, entry) = find_entries(&kinds, "max_pool")[0];
        insta::assert_snapshot!(anstream::adapter::strip_str(&page(kind, entry, 90)).to_string());
    }

    #[test]
    fn a_definition_of_the_standard_library_shows_its_head() {
        let kinds = kinds();
        let (kind, entry) = find_entries(&kinds, "sep_conv")[0];
        assert_eq!(kind.name, "std::blocks");
        assert!(entry.signature.starts_with("op sep_conv(c: int"), "{}", entry.signature);
        assert!(entry.usage.as_ref().is_some_and(|it| it.contains("use std::blocks::sep_conv")));
    }
}
