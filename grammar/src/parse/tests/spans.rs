//! A span holds its tokens and nothing behind them.

use super::*;

fn space(text: &str) -> ast::Space {
    let file = clean(text);
    let Some(ast::Item::Space(space)) = file.items.into_iter().next() else { panic!() };
    space
}

#[test]
fn trailing_space_and_comments_belong_to_nobody() {
    let text = "space s {\n  let a = f(1)  // one\n\n  // two\n  // three\n  b -> c // four\n}\n// five\n";
    let space = space(text);
    let found: Vec<&str> = space.body.statements.iter().map(|it| &text[it.span().range()]).collect();
    assert_eq!(found, ["let a = f(1)", "b -> c"]);
    let ast::Statement::Let { value, .. } = &space.body.statements[0] else { panic!() };
    assert_eq!(&text[value.span.range()], "f(1)");
    assert!(text[..space.span.end as usize].ends_with('}'));
}

#[test]
fn a_comment_behind_a_broken_neighbour_is_left_out_too() {
    let text = "const a = 1 // one\nconst b = *\nconst c = 3 -  // \u{1F600}\n 1 // two\n// three\n";
    let (parsed, found) = parsed(text);
    assert_eq!(found.len(), 1);
    let found: Vec<&str> = parsed.file.items.iter().map(|it| &text[it.span().range()]).collect();
    assert_eq!(found, ["const a = 1", "const c = 3 -  // \u{1F600}\n 1"]);
}

#[test]
fn slashes_in_a_text_are_no_comment() {
    let text = "const a = \"// no\"\n";
    assert_eq!(&text[clean(text).items[0].span().range()], "const a = \"// no\"");
    assert!(parse(FileId(0), text).comments.is_empty());
}

#[test]
fn comments_are_kept_without_their_line_end() {
    let text = "// a \r\n/// b\nconst c = 1 // \t d\t\n//";
    let comments = parse(FileId(0), text).comments;
    let found: Vec<&str> = comments.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(found, ["// a", "/// b", "// \t d", "//"]);
    assert!(comments.iter().all(|it| text[it.span.range()] == it.text));
}
