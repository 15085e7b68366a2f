//! The documents in which something is used: open ones, and files of the workspace that are not.

use std::{collections::BTreeSet, fs, ops::Deref, path::Path};

use gen_lsp_types::Uri;
use nas_compiler::resolution::{NamedKind, Occurrence, Role, Symbol};
use nas_grammar::Span;

use crate::{server::Server, snapshot::Snapshot, uri};

/// A document that was looked at, and what a symbol is in it.
pub(crate) struct Seen<'a> {
    snapshot: Kept<'a>,
    pub(crate) symbol: Symbol,
}

enum Kept<'a> {
    Open(&'a Snapshot),
    Closed(Box<Snapshot>),
}

impl Deref for Seen<'_> {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        match &self.snapshot {
            Kept::Open(it) => it,
            Kept::Closed(it) => it,
        }
    }
}

impl Seen<'_> {
    /// Returns where the symbol is named or used, also where an alternative is named after its operation.
    pub(crate) fn occurrences(&self) -> impl Iterator<Item = &Occurrence> {
        let label = match &self.symbol {
            Symbol::Label(label) => Some(label.as_str()),
            _ => None,
        };
        self.resolution().of(&self.symbol).chain(label.into_iter().flat_map(|it| bare(self, it)))
    }
}

/// Goes over the alternatives of a name that are bare: an operation and its label in one.
pub(crate) fn bare<'a>(snapshot: &'a Snapshot, label: &'a str) -> impl Iterator<Item = &'a Occurrence> {
    let all = snapshot.resolution().occurrences.iter().filter(|it| it.role == Role::Alternative);
    all.filter(move |it| snapshot.analysis.text(it.span) == label)
}

/// Finds the documents in which a symbol may be used.
pub(crate) fn everywhere<'a>(server: &'a Server, from: &'a Snapshot, symbol: &Symbol) -> Vec<Seen<'a>> {
    let mut found = vec![Seen { snapshot: Kept::Open(from), symbol: symbol.clone() }];
    let Some(name) = name(from, symbol) else { return found };
    let homes = homes(from, &found[0]);
    for other in server.snapshots().filter(|it| it.uri != from.uri) {
        let symbol = known(other, symbol, &homes);
        found.extend(symbol.map(|symbol| Seen { snapshot: Kept::Open(other), symbol }));
    }
    for path in server.workspace.files(from.folder.as_deref()) {
        let Some(closed) = closed(server, &path, &name) else { continue };
        let symbol = known(&closed, symbol, &homes);
        found.extend(symbol.map(|symbol| Seen { snapshot: Kept::Closed(Box::new(closed)), symbol }));
    }
    found
}

/// The name of what other files may use.
fn name(from: &Snapshot, symbol: &Symbol) -> Option<String> {
    match symbol {
        Symbol::Label(label) => Some(label.clone()),
        Symbol::Place(place) => match from.resolution().named.get(place)?.kind {
            NamedKind::Let | NamedKind::Loop | NamedKind::Input | NamedKind::Alias(_) => None,
            _ => Some(from.analysis.text(*place).to_owned()),
        },
        _ => None,
    }
}

/// The files that a symbol belongs to: where it is named, or wherever an alternative is.
fn homes(from: &Snapshot, seen: &Seen<'_>) -> BTreeSet<String> {
    let places: Vec<Span> = match &seen.symbol {
        Symbol::Place(place) => vec![*place],
        _ => seen.occurrences().map(|it| it.span).collect(),
    };
    places.into_iter().map(|it| uri::canonical(from.uri_of(it.file)).0).collect()
}

/// What a symbol is in another document, if that reads a file that the symbol belongs to.
fn known(other: &Snapshot, symbol: &Symbol, homes: &BTreeSet<String>) -> Option<Symbol> {
    let mut modules = other.analysis.modules.list.iter();
    let module = modules.find(|it| homes.contains(&uri::canonical(other.uri_of(it.file)).0))?;
    Some(match symbol {
        Symbol::Place(place) => Symbol::Place(Span { file: module.file, ..*place }),
        other => other.clone(),
    })
}

/// Reads a file that is not open, if it has a name in it.
fn closed(server: &Server, path: &Path, name: &str) -> Option<Snapshot> {
    let uri: Uri = uri::of_path(path);
    if server.documents.get(&uri).is_some() || server.documents.at(path).is_some() {
        return None;
    }
    let text = fs::read_to_string(path).ok().filter(|it| it.contains(name))?;
    Some(Snapshot::of_closed(&uri, &server.documents, text))
}
