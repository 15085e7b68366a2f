mod generated;
mod style;

use super::*;

/// Formats a text and checks everything that is promised of the result.
fn checked(text: &str) -> String {
    let formatted = format(text).unwrap_or_else(|it| panic!("{text}\n{it:?}"));
    assert_eq!(tree(text), tree(&formatted), "the tree changed:\n{text}\n----\n{formatted}");
    assert_eq!(comments(text), comments(&formatted), "the comments changed:\n{text}\n----\n{formatted}");
    assert_eq!(format(&formatted).unwrap(), formatted, "formatting twice changes something:\n{text}");
    assert!(!formatted.contains("\n\n\n"), "{formatted}");
    assert!(formatted.lines().all(|it| it.trim_end() == it), "{formatted}");
    assert!(formatted.is_empty() || formatted.ends_with('\n'), "{formatted}");
    formatted
}

/// The tree without its spans.
fn tree(text: &str) -> String {
    let parsed = parse(FileId::default(), text);
    assert!(parsed.diagnostics.is_empty(), "{text}\n{:?}", parsed.diagnostics);
    let printed = format!("{:?}", parsed.file);
    let mut parts = printed.split("Span { ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |tree, it| {
        tree + it.split_once("end: ").unwrap().1.trim_start_matches(|it: char| it.is_ascii_digit())
    })
}

fn comments(text: &str) -> Vec<String> {
    parse(FileId::default(), text).comments.into_iter().map(|it| it.text).collect()
}
