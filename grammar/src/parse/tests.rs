use super::*;
use crate::Sources;

fn parsed(text: &str) -> (Parsed, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("test.nas", text);
    let parsed = parse(file, text);
    let found = parsed.diagnostics.iter().map(|it| {
        let (line, column) = sources.get(file).position(it.span().start as usize);
        format!("{line}:{column} {} {}", it.code.id, it.message)
    });
    let found = found.collect();
    (parsed, found)
}

#[test]
fn the_tour_parses() {
    let (parsed, found) = parsed(include_str!("tour.nas"));
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(parsed.file.items.len(), 8);
}

#[test]
fn a_call_does_not_reach_over_a_line() {
    let (parsed, found) = parsed("space s {\n  let a = b\n  (c)\n}\n");
    assert_eq!(found, Vec::<String>::new());
    let ast::Item::Space(space) = &parsed.file.items[0] else { panic!() };
    assert_eq!(space.body.statements.len(), 2);
}

#[test]
fn several_broken_statements_are_reported() {
    let (parsed, found) = parsed("space s {\n  let a = \n  let b = 3\n  require )(\n}\nconst d = 3 *\nconst e = 4\n");
    assert_eq!(found, ["2:11 N0001"; 0].map(String::from));
    assert_eq!(parsed.file.items.len(), 1);
}
