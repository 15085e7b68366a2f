//! Giving something another name.

use std::collections::BTreeMap;

use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, TextEdit, Uri, WorkspaceEdit,
};
use nas_compiler::resolution::{NamedKind, Occurrence, Role, Symbol};
use nas_grammar::{FileId, Span, ast::Item};

use super::everywhere::{Seen, bare, everywhere};
use crate::{
    place::Place,
    server::{Refusal, Server},
    snapshot::{ENTRY, Snapshot},
};

/// Answers `textDocument/prepareRename`.
pub(crate) fn prepare(server: &Server, params: &PrepareRenameParams) -> Result<Option<PrepareRenameResult>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let occurrence = renameable(&place)?;
    let placeholder = place.snapshot.analysis.text(occurrence.span).to_owned();
    let range = place.snapshot.range(occurrence.span);
    Ok(Some(PrepareRenameResult::PrepareRenamePlaceholder(PrepareRenamePlaceholder { range, placeholder })))
}

/// Answers `textDocument/rename`.
pub(crate) fn rename(server: &Server, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Refusal> {
    let place = Place::new(server, &params.text_document_position_params)?;
    let occurrence = renameable(&place)?;
    is_name(&params.new_name)?;
    let all = everywhere(server, place.snapshot, &occurrence.symbol);
    let alternatives = alternatives(&all, &params.new_name);
    let mut edits: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    for seen in &all {
        is_free(seen, &seen.symbol, &params.new_name)?;
        for it in seen.occurrences() {
            let location = seen.location(it.span);
            let new_text = renamed(seen, it, (&params.new_name, alternatives));
            let edit = TextEdit { range: location.range, new_text };
            let known = edits.entry(location.uri.0).or_default();
            if !known.contains(&edit) {
                known.push(edit);
            }
        }
    }
    let changes = edits.into_iter().map(|(uri, edits)| (Uri(uri), edits)).collect();
    Ok(Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }))
}

/// What becomes of alternatives that are named after an operation when that gets another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alternatives {
    /// They have the new name too.
    Follow,
    /// They keep theirs: `halve: new`.
    Keep,
}

/// An alternative that `count` or `is` asks for keeps its name, and so does one whose new name another has.
fn alternatives(all: &[Seen<'_>], name: &str) -> Alternatives {
    let is_asked = |seen: &Seen<'_>| {
        let texts = seen.occurrences().filter(|it| it.role == Role::Alternative).map(|it| seen.analysis.text(it.span));
        texts.into_iter().any(|it| has_label(seen, it) || has_label(seen, name))
    };
    if all.iter().any(is_asked) { Alternatives::Keep } else { Alternatives::Follow }
}

fn has_label(snapshot: &Snapshot, label: &str) -> bool {
    snapshot.resolution().of(&Symbol::Label(label.to_owned())).next().is_some()
}

/// What stands at a place afterwards.
fn renamed(seen: &Seen<'_>, it: &Occurrence, (name, alternatives): (&str, Alternatives)) -> String {
    let old = seen.analysis.text(it.span);
    match (&seen.symbol, it.role, alternatives) {
        (Symbol::Label(_), Role::Alternative, _) => format!("{name}: {old}"),
        (_, Role::Alternative, Alternatives::Keep) => format!("{old}: {name}"),
        _ => name.to_owned(),
    }
}

/// Returns the name at a place, or why it cannot be changed.
fn renameable<'a>(place: &Place<'a>) -> Result<&'a Occurrence, Refusal> {
    let snapshot = place.snapshot;
    let occurrence = snapshot.occurrence(place.offset).ok_or_else(|| Refusal::new("no name stands here"))?;
    let name = snapshot.analysis.text(occurrence.span);
    let refuse = |why: &str| Err(Refusal::new(format!("`{name}` cannot be renamed: {why}")));
    match &occurrence.symbol {
        Symbol::Place(at) if is_library(snapshot, at.file) => refuse("it belongs to the standard library"),
        Symbol::Place(at) => match snapshot.resolution().named.get(at).map(|it| it.kind) {
            Some(NamedKind::Param) if is_given_elsewhere(snapshot, name) => {
                refuse("an operation that is given as an argument is called with a parameter of this name")
            }
            _ => Ok(occurrence),
        },
        Symbol::Label(label) if is_label_of_library(snapshot, label) => {
            refuse("the standard library has an alternative of this name")
        }
        Symbol::Label(_) => Ok(occurrence),
        Symbol::Module(_) => refuse("a module is named after its file; give it another name with `as`"),
        _ => refuse("it is built in"),
    }
}

fn is_label_of_library(snapshot: &Snapshot, label: &str) -> bool {
    let symbol = Symbol::Label(label.to_owned());
    let mut all = snapshot.resolution().of(&symbol).chain(bare(snapshot, label));
    all.any(|it| is_library(snapshot, it.span.file))
}

/// A document of the standard library is for reading.
fn is_library(snapshot: &Snapshot, file: FileId) -> bool {
    snapshot.is_standard(file)
}

/// Returns whether an operation whose parameters are not known is called with a parameter of a name.
fn is_given_elsewhere(snapshot: &Snapshot, name: &str) -> bool {
    let argument = Symbol::Argument(name.to_owned());
    snapshot.resolution().of(&argument).next().is_some()
}

fn is_name(name: &str) -> Result<(), Refusal> {
    let parsed = nas_grammar::parse(FileId(0), &format!("const {name} = 1"));
    let is_one = matches!(&parsed.file.items[..], [Item::Const(it)] if it.name.text == name);
    if is_one && parsed.diagnostics.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(format!("`{name}` is not a name")))
}

/// Checks that a name does not mean something else already where a symbol is named or used.
fn is_free(snapshot: &Snapshot, symbol: &Symbol, name: &str) -> Result<(), Refusal> {
    let taken = || Err(Refusal::new(format!("there is a `{name}` already")));
    if matches!(symbol, Symbol::Label(_)) {
        let is_taken = has_label(snapshot, name) || bare(snapshot, name).next().is_some();
        return if is_taken { taken() } else { Ok(()) };
    }
    // Which parameter an argument is for is looked up in what is called, not in what is visible.
    for occurrence in snapshot.resolution().of(symbol).filter(|it| it.role != Role::Argument) {
        if snapshot.analysis.text(occurrence.span) != name && means_something(snapshot, occurrence.span, name) {
            return taken();
        }
    }
    Ok(())
}

/// Returns whether a name is visible at a place, or is bound in a body around it.
fn means_something(snapshot: &Snapshot, at: Span, name: &str) -> bool {
    let around = snapshot.resolution().scopes.iter().filter(|it| it.span.covers(at));
    let module = snapshot.analysis.modules.list.iter().position(|it| it.file == at.file).unwrap_or_default();
    let module = nas_compiler::load::ModuleId(module as u16);
    around.flat_map(|it| &it.names).any(|it| it.name == name)
        || snapshot.analysis.names.get(module, name).is_some()
        || (at.file == ENTRY && inner(snapshot, at, name))
}

/// Returns whether a body inside of the one that binds something binds a name, so that a use there would be captured.
fn inner(snapshot: &Snapshot, at: Span, name: &str) -> bool {
    let scopes = &snapshot.resolution().scopes;
    let home = scopes.iter().rev().find(|it| it.names.iter().any(|it| it.symbol == Symbol::Place(at)));
    home.is_some_and(|home| {
        scopes.iter().filter(|it| home.span.covers(it.span)).flat_map(|it| &it.names).any(|it| it.name == name)
    })
}
