//! `file:line:col: error[N0301]: message`

use nas_grammar::Diagnostic;

use super::Places;
use crate::paint;

/// Writes each diagnostic on a line, as editors and `grep` like it.
pub fn short(diagnostics: &[Diagnostic], places: Places<'_>) -> String {
    diagnostics.iter().map(|it| line(it, places)).collect()
}

fn line(diagnostic: &Diagnostic, places: Places<'_>) -> String {
    let span = diagnostic.span();
    let at = places.start(span);
    let (word, style) = paint::severity(diagnostic.severity);
    let head = paint::paint(style, format_args!("{word}[{}]", diagnostic.code.id));
    format!("{}:{}:{}: {head}: {}\n", places.name(span.file), at.line, at.column, diagnostic.message)
}
