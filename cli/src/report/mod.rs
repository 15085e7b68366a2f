//! Diagnostics as text. The one place that knows miette is `graphical`.

mod graphical;
mod json;
mod short;

use std::path::Path;

use nas_grammar::{Diagnostic, FileId, Sources, Span};

use crate::project;

pub use graphical::human;
pub use json::json;
pub use short::short;

/// Where the texts are that diagnostics point into.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// The folder that their names start from.
    pub folder: &'a Path,
}

/// A position in a text: a line and a column, both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Places<'_> {
    /// Returns the name of a source as the user would write it.
    pub fn name(&self, file: FileId) -> String {
        project::shown(self.sources, self.folder, file)
    }

    /// Returns where a span begins.
    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start)
    }

    /// Returns where a span ends.
    pub fn end(&self, span: Span) -> Position {
        self.position(span.file, span.end)
    }

    fn position(&self, file: FileId, offset: u32) -> Position {
        let (line, column) = self.sources.get(file).position(offset as usize);
        Position { line, column }
    }
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// With the lines of the program that are meant, for people.
    #[default]
    Human,
    /// One line each, for editors.
    Short,
    /// One JSON object each, for tools.
    Json,
}

/// Writes diagnostics.
pub fn render(format: Format, diagnostics: &[Diagnostic], places: Places<'_>, width: usize) -> String {
    match format {
        Format::Human => human(diagnostics, places, width),
        Format::Short => short(diagnostics, places),
        Format::Json => json(diagnostics, places),
    }
}

#[cfg(test)]
mod tests;
