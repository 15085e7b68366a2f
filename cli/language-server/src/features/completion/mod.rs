//! What could stand at the cursor.

mod context;
mod items;

use gen_lsp_types::{CompletionItem, CompletionParams, CompletionResponse};
use nas_compiler::load::Parses;
use nas_grammar::ast::SectionKind;

use crate::{
    place::Place,
    server::{Refusal, Server},
    snapshot::{ENTRY, Snapshot},
};
use context::Context;
use items::Items;

/// Answers `textDocument/completion`.
pub(crate) fn completion(server: &Server, params: &CompletionParams) -> Result<Option<CompletionResponse>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let context = context::find(&place.snapshot.text, place.offset);
    let readable = readable(server, place.snapshot, place.offset);
    let items = Items { snapshot: readable.as_ref().unwrap_or(place.snapshot), offset: place.offset };
    Ok(Some(CompletionResponse::CompletionItemList(complete(&items, &context))))
}

/// How often lines are left out so that the rest can be read.
const ROUNDS: usize = 8;

/// The document without the line that is being written and others that keep the rest from being read.
fn readable(server: &Server, snapshot: &Snapshot, offset: usize) -> Option<Snapshot> {
    let document = server.documents.get(&snapshot.uri)?;
    let mut text = snapshot.text.clone();
    let mut broken = vec![offset];
    for round in 0..ROUNDS {
        let parsed = nas_grammar::parse(ENTRY, &text);
        if parsed.diagnostics.is_empty() {
            return (round > 0).then(|| {
                Snapshot::of_text(&snapshot.uri, document, (&server.documents, &mut Parses::default()), text)
            });
        }
        broken.iter().for_each(|it| blank(&mut text, *it));
        broken = nas_grammar::parse(ENTRY, &text).diagnostics.iter().map(|it| it.span().start as usize).collect();
    }
    None
}

/// Puts spaces in place of the line around an offset.
fn blank(text: &mut String, offset: usize) {
    let start = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |it| offset + it);
    text.replace_range(start..end, &" ".repeat(end - start));
}

fn complete(items: &Items<'_>, context: &Context) -> Vec<CompletionItem> {
    match context {
        Context::Nothing => vec![],
        Context::Import(path) => items::import(path),
        Context::Item => items::keywords(&[
            "use", "const", "op", "cell", "block", "fn", "space", "task", "train", "search", "device",
        ]),
        Context::Member(module) => items.members(module),
        Context::Field => items::fields(),
        Context::Type => items::types(),
        Context::Entry(kind) => items::entries(*kind),
        Context::EntryValue(kind, key) => items.values(*kind, key),
        Context::Objective => items::metrics(),
        Context::Component(key, component, given) => items::component_params(key, component, given),
        Context::TaskKind => items.components("task"),
        Context::Argument(callee, given) => {
            let mut found = items.params(callee, given);
            found.extend(items.expressions());
            found
        }
        Context::Expression => items.expressions(),
        Context::Constraint => {
            let mut found = items.costs();
            found.extend(items.expressions());
            found
        }
    }
}

/// The section that a word begins.
fn section(word: &str) -> Option<SectionKind> {
    [SectionKind::Task, SectionKind::Search, SectionKind::Train, SectionKind::Device]
        .into_iter()
        .find(|it| it.name() == word)
}
