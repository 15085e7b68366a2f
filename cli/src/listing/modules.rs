//! What the standard library defines, read from its source.

use nas_grammar::{
    Comment, FileId, Span,
    ast::{Body, Item},
    parse,
};

use super::{Entry, Kind};

/// One kind per module.
pub(super) fn kinds() -> Vec<Kind> {
    nas_std_spaces::MODULES.iter().map(|(name, text)| kind(name, text)).collect()
}

fn kind(name: &str, text: &str) -> Kind {
    let parsed = parse(FileId::default(), text);
    let module = Module { name: format!("std::{name}"), text, comments: &parsed.comments };
    let entries = parsed.file.items.iter().filter_map(|it| module.entry(it)).collect();
    Kind { name: module.name, singular: String::new(), entries }
}

struct Module<'a> {
    name: String,
    text: &'a str,
    comments: &'a [Comment],
}

impl Module<'_> {
    fn entry(&self, item: &Item) -> Option<Entry> {
        let (name, head) = match item {
            Item::Definition(it) => (&it.name, self.head(it.span, &it.body)),
            Item::Space(it) => (&it.name, self.text.get(it.span.range().start..it.body.span.range().start)?),
            Item::Const(it) => (&it.name, self.text.get(it.span.range())?),
            Item::Use(_) | Item::Section(_) => return None,
        };
        let docs = self.docs(item.span());
        Some(Entry {
            name: name.text.clone(),
            signature: head.trim().trim_end_matches('=').trim().to_owned(),
            docs: if docs.is_empty() { self.title() } else { docs },
            params: vec![],
            usage: Some(format!("`use {}::{}` brings it in.", self.name, name.text)),
        })
    }

    fn head(&self, span: Span, body: &Body) -> &str {
        let body = match body {
            Body::Expr(it) => it.span,
            Body::Block(it) => it.span,
        };
        self.text.get(span.range().start..body.range().start).unwrap_or_default()
    }

    /// The `///` lines right above an item.
    fn docs(&self, item: Span) -> String {
        let mut lines = vec![];
        let mut below = item.range().start;
        for comment in self.comments.iter().rev().filter(|it| it.span.end <= item.start) {
            let between = self.text.get(comment.span.range().end..below).unwrap_or("?");
            let Some(line) = comment.text.strip_prefix("///") else { break };
            if !between.trim().is_empty() || between.matches('\n').count() > 1 {
                break;
            }
            lines.push(line.trim());
            below = comment.span.range().start;
        }
        lines.reverse();
        lines.join(" ")
    }

    /// The `//!` lines of the module.
    fn title(&self) -> String {
        let lines = self.comments.iter().filter_map(|it| it.text.strip_prefix("//!"));
        lines.map(str::trim).collect::<Vec<_>>().join(" ")
    }
}
