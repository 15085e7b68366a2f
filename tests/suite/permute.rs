//! The same file with its declarations in another order.

use std::ops::Range;

use nas_grammar::{
    FileId, Span,
    ast::{Block, Body, Item, Statement},
    parse,
};

/// Reverses the items, each with the comments above it, and moves every `require` to the start of its body; nothing if the
/// text does not parse.
pub(crate) fn permute(text: &str) -> Option<String> {
    let parsed = parse(FileId::default(), text);
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    let mut items = vec![];
    let mut from = 0;
    for it in &parsed.file.items {
        let Range { start, end } = it.span().range();
        items.push(format!("{}{}\n", &text[from..start], item(text, it)));
        from = end;
    }
    items.reverse();
    Some(items.concat())
}

fn item(text: &str, item: &Item) -> String {
    let body = match item {
        Item::Space(it) => Some(&it.body),
        Item::Definition(it) => match &it.body {
            Body::Block(block) => Some(block),
            Body::Expr(_) => None,
        },
        _ => None,
    };
    match body {
        Some(block) => {
            format!("{}{}", &text[item.span().range().start..block.span.range().start], hoisted(text, block))
        }
        None => text[item.span().range()].to_owned(),
    }
}

fn hoisted(text: &str, block: &Block) -> String {
    let is_require = |it: &&Statement| matches!(it, Statement::Require { .. });
    let (first, rest): (Vec<_>, Vec<_>) = block.statements.iter().partition(is_require);
    let lines = first.into_iter().chain(rest).map(|it| format!("  {}\n", source(text, it.span())));
    format!("{{\n{}}}", lines.collect::<String>())
}

fn source(text: &str, span: Span) -> &str {
    &text[span.range()]
}
