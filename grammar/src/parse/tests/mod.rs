mod messages;
mod pages;
mod recovery;
mod robustness;
mod spans;

use super::*;
use crate::Sources;

/// Parses a text and returns its mistakes as `line:column code message`, in source order.
fn parsed(text: &str) -> (Parsed, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("test.nas", text);
    let parsed = parse(file, text);
    let found = parsed.diagnostics.clone().sorted().into_iter().map(|it| {
        let (line, column) = sources.get(file).position(it.span().start as usize);
        format!("{line}:{column} {} {}", it.code.id, it.message)
    });
    let found = found.collect();
    (parsed, found)
}

fn clean(text: &str) -> ast::File {
    let (parsed, found) = parsed(text);
    assert_eq!(found, Vec::<String>::new(), "{text}");
    parsed.file
}

#[test]
fn the_tour_parses() {
    assert_eq!(clean(include_str!("../tour.nas")).items.len(), 8);
}

#[test]
fn a_call_does_not_reach_over_a_line() {
    let file = clean("space s {\n  let a = b\n  (c)\n}\n");
    let ast::Item::Space(space) = &file.items[0] else { panic!() };
    assert_eq!(space.body.statements.len(), 2);
}

#[test]
fn implies_binds_to_the_right() {
    let file = clean("const a = b implies c implies d");
    let ast::Item::Const(item) = &file.items[0] else { panic!() };
    let ast::ExprKind::Binary { right, .. } = &*item.value.kind else { panic!() };
    assert!(matches!(&*right.kind, ast::ExprKind::Binary { op: ast::BinaryOp::Implies, .. }));
}

#[test]
fn a_comment_behind_a_type_gives_it_no_dimensions() {
    let file = clean("space s {\n  input x: image // [3, 32, 32]\n  x\n}");
    let ast::Item::Space(space) = &file.items[0] else { panic!() };
    let ast::Statement::Input { ty: ast::Type::Named { dims, .. }, .. } = &space.body.statements[0] else { panic!() };
    assert_eq!(*dims, None);
}
