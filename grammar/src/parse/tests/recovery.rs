//! Several mistakes in a file: each is reported once, and what is right is read.

use super::*;

#[test]
fn every_broken_statement_is_reported() {
    let text = "space s {\n  let a = \n  let b = 3\n  x -> = y\n  x\n    -> f(3 4)\n  require a =\n}\n";
    let (parsed, found) = parsed(text);
    assert_eq!(
        found,
        [
            "2:9 N0001 expected an expression behind `=`",
            "4:8 N0001 expected an expression, found `=`",
            "6:12 N0001 expected `)` or `,`, found `4`",
            "7:13 N0001 expected a statement, found `=`",
        ]
    );
    assert!(parsed.file.items.is_empty());
}

#[test]
fn every_broken_entry_and_alternative_is_reported() {
    let text = "search s {\n  a = 1\n  b: 2\n  maximize\n  c: 3 +\n}\nop o = oneof {\n  a: = b\n  c\n  d: e(\n  )\n  f: *\n}\n";
    let found: Vec<String> = parsed(text).1.into_iter().map(|it| it.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(found, ["2:5", "4:3", "5:8", "8:6", "12:6"]);
}

#[test]
fn a_broken_head_does_not_hide_its_body() {
    let found = parsed("op f(x) {\n  let = 3\n  x\n}\n").1;
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn items_around_a_broken_one_are_read() {
    let text = "const a = 1\nconst b = 3 *\nconst c = (\nconst d = ]\nconst e = \"\nconst f = 4\n";
    let (parsed, found) = parsed(text);
    assert_eq!(
        found,
        [
            "2:13 N0001 expected an expression behind `*`",
            "3:11 N0003 this `(` is never closed",
            "4:11 N0003 this `]` closes nothing",
            "5:11 N0002 this text does not end on its line",
        ]
    );
    assert_eq!(parsed.file.items.len(), 2);
}

#[test]
fn only_the_first_bracket_of_an_item_is_blamed() {
    let found = parsed("space s {\n  let a = f(g[1)\n  }\n]\n)\n}\nspace t {\n  ]\n}\n").1;
    assert_eq!(found, ["2:16 N0003 `)` cannot close `[`", "8:3 N0003 `]` cannot close `{`"]);
}

#[test]
fn a_text_without_end_is_not_blamed_for_its_brackets() {
    assert_eq!(parsed("const a = f(\"x)\nconst b = 3\n").1, ["1:13 N0002 this text does not end on its line"]);
}

#[test]
fn a_mistake_between_items_is_reported() {
    let (parsed, found) = parsed("const a = 1\n) oops\nconst b = 2\noops\nconst c = 3\n");
    assert_eq!(found, ["2:1 N0003 this `)` closes nothing", "4:1 N0001 expected the end of the item, found `oops`"]);
    assert_eq!(parsed.file.items.len(), 1);
}

#[test]
fn a_mistake_inside_a_loop_is_found_beside_others() {
    let text = "cell c(x: image) {\n  for n in 1..3 {\n    let a =\n  }\n  let b = 3 3 +\n}\n";
    assert_eq!(parsed(text).1.len(), 2);
}
