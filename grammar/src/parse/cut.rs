//! Cuts the body of a broken item into parts that can be parsed one by one.

use std::ops::Range;

use super::{
    Rule,
    token::{self, Kind, Token},
};
use crate::ast::OBJECTIVES;

/// What an item's braces hold, cut at the lines where a part certainly begins.
pub(super) struct Body {
    /// The rule that some of its parts obey.
    pub(super) rule: Rule,
    /// Where the first part may begin.
    pub(super) start: usize,
    /// The parts in source order; together they are the whole inside.
    pub(super) parts: Vec<Range<usize>>,
}

/// Cuts the body of an item, if it has one. The item's brackets match.
pub(super) fn body(text: &str, item: &Range<usize>) -> Option<Body> {
    let tokens: Vec<Token> = token::tokens(text, item.clone()).filter(|it| it.kind != Kind::Comment).collect();
    let depths: Vec<usize> =
        tokens.iter().scan(0, |depth, it| Some(std::mem::replace(depth, step(*depth, it)))).collect();
    let open = (0..tokens.len()).find(|it| depths[*it] == 0 && tokens[*it].text(text) == "{")?;
    let close = (open + 1..tokens.len()).find(|it| depths[*it] == 1 && step(1, &tokens[*it]) == 0)?;
    let rule = rule(text, &tokens[..open])?;
    let start = tokens[open].range.end;
    let cuts = (open + 2..close).filter(|it| depths[*it] == 1 && begins_part(text, rule, &tokens[it - 1..]));
    let mut places = vec![start];
    places.extend(cuts.map(|it| tokens[it].range.start));
    places.push(tokens[close].range.start);
    let parts = places.windows(2).map(|it| it[0]..it[1]).filter(|_| close > open + 1).collect();
    Some(Body { rule, start, parts })
}

fn step(depth: usize, token: &Token) -> usize {
    match token.kind {
        Kind::Open => depth + 1,
        Kind::Close => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Returns what the braces behind an item's head hold.
fn rule(text: &str, head: &[Token]) -> Option<Rule> {
    let (first, last) = (head.first()?.text(text), head.last()?);
    match first {
        _ if last.text(text) == "oneof" => Some(Rule::some_alternatives),
        "task" | "search" | "train" | "device" => Some(Rule::some_entries),
        "op" | "cell" | "block" | "fn" | "space" if last.ends_operand(text) => Some(Rule::some_statements),
        _ => None,
    }
}

/// Returns whether a part begins at the second of some tokens: it is the first of its line and cannot belong to the
/// line before.
fn begins_part(text: &str, rule: Rule, tokens: &[Token]) -> bool {
    let [before, token, rest @ ..] = tokens else { return false };
    if !text[before.range.end..token.range.start].contains('\n') {
        return false;
    }
    let word = token.text(text);
    let is_key = token.kind == Kind::Word && rest.first().is_some_and(|it| it.text(text) == ":");
    match rule {
        Rule::some_statements => {
            matches!(word, "let" | "require") || (before.ends_operand(text) && token.begins_operand(text))
        }
        Rule::some_entries => is_key || OBJECTIVES.contains(&word),
        _ => is_key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        body(text, &(0..text.len())).map_or(vec![], |it| it.parts.into_iter().map(|it| text[it].trim()).collect())
    }

    #[test]
    fn statements_begin_where_a_line_cannot_go_on() {
        let text = "space s {\n let a =\n let b = f(\n c)\n x\n -> y // {\n + z\n for a in b { d }\n}";
        assert_eq!(parts(text), ["let a =", "let b = f(\n c)", "x\n -> y // {\n + z", "for a in b { d }"]);
    }

    #[test]
    fn entries_and_alternatives_begin_with_their_key() {
        assert_eq!(parts("search s {\n a: 1\n b: = 2\n maximize c\n}"), ["a: 1", "b: = 2", "maximize c"]);
        assert_eq!(parts("op s = oneof {\n a: b\n c\n d: { e: f }\n}"), ["a: b\n c", "d: { e: f }"]);
    }

    #[test]
    fn an_item_without_a_body_has_no_parts() {
        assert_eq!(parts("const a = { b: 3 }"), Vec::<&str>::new());
        assert_eq!(parts("space s {}"), Vec::<&str>::new());
    }
}
