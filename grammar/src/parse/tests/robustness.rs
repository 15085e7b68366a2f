//! No text makes the parser panic, run out of stack, or take for ever.

use super::*;

/// Parses on a thread with the stack of a spawned thread, and walks the tree.
fn small_stack(text: String) -> Vec<String> {
    let work = move || {
        let (parsed, found) = parsed(&text);
        assert_eq!(parsed.file.clone(), parsed.file);
        for it in &parsed.diagnostics {
            assert!(it.labels.iter().all(|it| text.get(it.span.range()).is_some()), "{it:?}");
        }
        found.into_iter().map(|it| it.split(' ').nth(1).unwrap().to_owned()).collect()
    };
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(work).unwrap().join().unwrap()
}

#[test]
fn endless_nesting_is_one_mistake() {
    for part in ["(", "[", "f(", "{ a: ", "oneof { a: ", "if a {", "if ", "for a in ", "repeat(", "a[", "for a in b { "]
    {
        assert_eq!(small_stack(format!("const a = {}", part.repeat(20_000))), ["N0004"], "{part}");
    }
}

#[test]
fn endless_prefixes_are_one_mistake() {
    for part in ["not ", "-", "maybe ", "oneof ", "pick 1 of maybe ", "oneof a + "] {
        assert_eq!(small_stack(format!("const a = {}x", part.repeat(20_000))), ["N0004"], "{part}");
    }
}

#[test]
fn endless_chains_are_one_mistake() {
    for part in ["a implies ", "a + ", "a * ", "a and ", "a or ", "a.", "a - - "] {
        assert_eq!(small_stack(format!("const a = {}x", part.repeat(20_000))), ["N0004"], "{part}");
    }
    for part in ["(a)", "[0]", ".a"] {
        assert_eq!(small_stack(format!("const a = x{}", part.repeat(20_000))), ["N0004"], "{part}");
    }
}

#[test]
fn chains_of_chains_do_not_make_a_deep_tree() {
    let inner = (0..60).fold("x".to_owned(), |it, _| format!("({it}{}{})", " + a".repeat(150), " or b".repeat(150)));
    assert_eq!(small_stack(format!("const a = {inner}\nconst b = 1\n")), ["N0004"]);
}

#[test]
fn the_highest_tree_is_small_enough_for_a_small_stack() {
    let chain = |inner: &str, count: usize| format!("({inner}{})", " + a".repeat(count));
    let fits = |count: usize| small_stack(format!("const a = {}\n", chain(&chain("x", count), count))).is_empty();
    assert!(fits(190));
    assert!(!fits(199));
}

#[test]
fn long_lists_are_fine() {
    for (open, part, close) in [("[", "a, ", "]"), ("f(", "k: 1, ", ")"), ("", "a -> ", "a"), ("oneof {", "a\n", "}")] {
        assert_eq!(small_stack(format!("const a = {open}{}{close}\n", part.repeat(20_000))), Vec::<String>::new());
    }
}

#[test]
fn many_mistakes_are_many_diagnostics() {
    assert_eq!(small_stack("const a = *\n".repeat(900)).len(), 900);
    // A thousand are kept; the rest are counted.
    assert_eq!(small_stack("const a = *\n".repeat(5_000)).len(), 1_000);
    assert_eq!(small_stack("const a = )\n".repeat(5_000)).len(), 1_000);
    assert_eq!(small_stack(")".repeat(1_000_000)), ["N0003"]);
    assert_eq!(small_stack(format!("space s {{\n{}}}", "let a = *\n".repeat(5_000))).len(), 1_000);
}

#[test]
fn a_text_that_is_too_long_is_not_read() {
    let text = |length: usize| format!("const a = 1\n//{}", "a".repeat(length - 14));
    assert_eq!(small_stack(text(LENGTH)), Vec::<String>::new());
    assert_eq!(small_stack(text(LENGTH + 1)), ["N0007"]);
}

#[test]
fn deep_nesting_is_read_without_trying_twice() {
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("f(a: ", ")"),
        ("oneof { a: ", "}"),
        ("{ a: ", " }"),
        ("if a { ", " }"),
        ("x[", "..]"),
    ] {
        let text = format!("const a = {}x{}\n", open.repeat(30), close.repeat(30));
        assert_eq!(small_stack(text), Vec::<String>::new(), "{open}");
    }
}

#[test]
fn empty_files_are_files() {
    for text in ["", "\n\n", "  \t", "// only this", "\u{FEFF}", "\u{FEFF}// c\n", "\r\n", "//"] {
        assert!(clean(text).items.is_empty());
    }
}

#[test]
fn a_byte_order_mark_tabs_and_windows_lines_are_fine() {
    let file = clean("\u{FEFF}const a = 1\r\n\r\nspace s {\r\n\tlet b = 2 // ü\r\n\tb\r\n}\r\n");
    assert_eq!(file.items.len(), 2);
    assert_eq!(clean("\u{FEFF}// c\r\nconst a = 1").items.len(), 1);
    assert_eq!(parsed("\u{FEFF}const a = *\nconst b = ]").1.len(), 2);
}

#[test]
fn a_truncated_file_never_panics() {
    let tour = include_str!("../tour.nas");
    for (at, _) in tour.char_indices().step_by(19) {
        places_exist(&tour[..at]);
        places_exist(&tour[at..]);
    }
}

#[test]
fn a_file_with_one_changed_character_never_panics() {
    let tour = include_str!("../tour.nas");
    let strange = ["", "(", "}", "\"", "ä", ";", "\n", "->", "//", "let ", "\\"];
    for (count, (at, it)) in tour.char_indices().step_by(5).enumerate() {
        let text = format!("{}{}{}", &tour[..at], strange[count % strange.len()], &tour[at + it.len_utf8()..]);
        places_exist(&text);
    }
}

fn places_exist(text: &str) {
    let parsed = parse(FileId(0), text);
    for it in &parsed.diagnostics {
        assert!(it.labels.iter().all(|it| text.get(it.span.range()).is_some()), "{it:?}");
    }
}
