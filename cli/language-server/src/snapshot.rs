//! A document as the compiler sees it.

use std::{cell::OnceCell, path::PathBuf};

use gen_lsp_types::{Location, Range, Uri};
use nas_compiler::{
    analysis::{Analysis, analyse_again, look_up},
    load::{ModuleId, Parses},
    observe::{Observations, observe},
    resolution::{Occurrence, Resolution},
};
use nas_grammar::{FileId, Span, ast};

use crate::{
    documents::{Document, Documents},
    position::Lines,
    uri,
    world::Overlay,
};

/// The file that a document is in its own analysis.
pub(crate) const ENTRY: FileId = FileId(0);

/// What is known about a document. What not every keystroke needs is found out when it is asked for.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) uri: Uri,
    pub(crate) text: String,
    pub(crate) lines: Lines,
    pub(crate) folder: Option<PathBuf>,
    pub(crate) analysis: Analysis,
    observations: OnceCell<Observations>,
}

impl Snapshot {
    pub(crate) fn new(uri: &Uri, document: &Document, documents: &Documents, parses: &mut Parses) -> Self {
        Self::of_text(uri, document, (documents, parses), document.text.clone())
    }

    /// Looks at a document as if it had another text.
    pub(crate) fn of_text(
        uri: &Uri,
        document: &Document,
        (documents, parses): (&Documents, &mut Parses),
        text: String,
    ) -> Self {
        let world = Overlay { folder: document.folder(), documents };
        let analysis = analyse_again(&world, (&document.entry(uri), &text), &[], parses);
        Self {
            uri: uri.clone(),
            lines: Lines::new(&text),
            text,
            folder: document.folder().map(ToOwned::to_owned),
            analysis,
            observations: OnceCell::new(),
        }
    }

    /// Looks at the names of a file that is not open.
    pub(crate) fn of_closed(uri: &Uri, documents: &Documents, text: String) -> Self {
        let document = Document::new(uri, 0, text);
        let world = Overlay { folder: document.folder(), documents };
        let analysis = look_up(&world, &document.entry(uri), &document.text);
        Self {
            uri: uri.clone(),
            lines: Lines::new(&document.text),
            folder: document.folder().map(ToOwned::to_owned),
            text: document.text,
            analysis,
            observations: OnceCell::new(),
        }
    }

    pub(crate) fn resolution(&self) -> &Resolution {
        &self.analysis.resolution
    }

    pub(crate) fn observations(&self) -> &Observations {
        self.observations.get_or_init(|| observe(&self.analysis))
    }

    /// Returns the name that stands at an offset.
    pub(crate) fn occurrence(&self, offset: usize) -> Option<&Occurrence> {
        self.resolution().at(ENTRY, offset)
    }

    /// Returns the tree.
    pub(crate) fn ast(&self) -> &ast::File {
        &self.analysis.modules.get(ModuleId(0)).ast
    }

    /// Returns where in the document something stands.
    pub(crate) fn range(&self, span: Span) -> Range {
        self.lines.range(&self.text, span.range())
    }

    /// Returns where something stands, in whichever file.
    pub(crate) fn location(&self, span: Span) -> Location {
        let text = &self.analysis.modules.sources.get(span.file).text;
        Location { uri: self.uri_of(span.file), range: Lines::new(text).range(text, span.range()) }
    }

    /// Returns the URI of a file of the analysis.
    pub(crate) fn uri_of(&self, file: FileId) -> Uri {
        if file == ENTRY {
            return self.uri.clone();
        }
        let name = &self.analysis.modules.sources.get(file).name;
        match (name.strip_prefix("std::"), &self.folder) {
            (Some(module), _) => uri::of_standard(module),
            (None, Some(folder)) => uri::of_path(&folder.join(name)),
            (None, None) => self.uri.clone(),
        }
    }

    /// Returns whether a file is of the standard library, and so not the user's to change.
    pub(crate) fn is_standard(&self, file: FileId) -> bool {
        self.analysis.modules.sources.get(file).name.starts_with("std::")
    }

    /// Returns whether the document reads files beside it.
    pub(crate) fn has_neighbours(&self) -> bool {
        self.ast().items.iter().any(|it| matches!(it, ast::Item::Use(it) if matches!(it.module, ast::Module::File(_))))
    }
}
