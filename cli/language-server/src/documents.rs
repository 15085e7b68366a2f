//! The documents that the editor has open.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::{position::Lines, uri};

/// A document that is open in the editor.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Its text as the editor has it.
    pub(crate) text: String,
    pub(crate) version: i32,
    /// The file, if it is one.
    pub(crate) path: Option<PathBuf>,
}

impl Document {
    pub(crate) fn new(uri: &Uri, version: i32, text: String) -> Self {
        Self { text, version, path: uri::path(uri) }
    }

    /// Changes the text; a change without a range replaces all of it.
    pub(crate) fn change(&mut self, change: TextDocumentContentChangeEvent) {
        match change {
            TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
            TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                let lines = Lines::new(&self.text);
                let start = lines.offset(&self.text, part.range.start);
                let end = lines.offset(&self.text, part.range.end).max(start);
                self.text.replace_range(start..end, &part.text);
            }
        }
    }

    /// The name that the compiler gives the document: its file in its folder, `std::blocks`, or any.
    pub(crate) fn entry(&self, uri: &Uri) -> String {
        if let Some(module) = uri::standard(uri) {
            return format!("std::{module}");
        }
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map_or_else(|| "untitled.nas".to_owned(), |it| it.to_string_lossy().into_owned())
    }

    /// The project's root: the folder of the file.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }
}

/// All open documents, by URI.
#[derive(Debug, Clone, Default)]
pub(crate) struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    pub(crate) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(&uri.0)
    }

    pub(crate) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.open.get_mut(&uri.0)
    }

    pub(crate) fn insert(&mut self, uri: &Uri, document: Document) {
        self.open.insert(uri.0.clone(), document);
    }

    pub(crate) fn remove(&mut self, uri: &Uri) {
        self.open.remove(&uri.0);
    }

    /// Finds the document of a file.
    pub(crate) fn at(&self, path: &Path) -> Option<&Document> {
        self.open.values().find(|it| it.path.as_deref() == Some(path))
    }
}
