//! Diagnostics for tools.

use nas_grammar::{Diagnostic, Span};
use serde::Serialize;

use super::{Places, Position};
use crate::paint;

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    /// The first is the primary one.
    labels: Vec<Label<'a>>,
    help: Option<&'a str>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    place: Place,
    replacement: &'a str,
}

/// Lines and columns are from 1, columns in characters; bytes are from 0.
#[derive(Serialize)]
struct Place {
    file: String,
    #[serde(flatten)]
    begin: Position,
    end: Position,
    bytes: [u32; 2],
}

/// Writes each diagnostic as an object on a line of its own.
pub fn json(diagnostics: &[Diagnostic], places: Places<'_>) -> String {
    let lines = diagnostics.iter().filter_map(|it| serde_json::to_string(&entry(it, places)).ok());
    lines.map(|it| it + "\n").collect()
}

fn entry<'a>(diagnostic: &'a Diagnostic, places: Places<'_>) -> Entry<'a> {
    let labels = diagnostic.labels.iter().map(|it| Label { place: place(it.span, places), text: &it.text });
    let fix = diagnostic.fix.as_ref();
    Entry {
        code: diagnostic.code.id,
        severity: paint::severity(diagnostic.severity).0,
        message: &diagnostic.message,
        labels: labels.collect(),
        help: diagnostic.help.as_deref(),
        fix: fix.map(|it| Fix { place: place(it.span, places), replacement: &it.replacement }),
    }
}

fn place(span: Span, places: Places<'_>) -> Place {
    Place {
        file: places.name(span.file),
        begin: places.start(span),
        end: places.end(span),
        bytes: [span.start, span.end],
    }
}
