//! The one style there is.

use gen_lsp_types::{DocumentFormattingParams, TextEdit};

use crate::server::{Refusal, Server};

/// Answers `textDocument/formatting`. A text that does not parse stays as it is.
pub(crate) fn format(server: &Server, params: &DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>, Refusal> {
    let snapshot = server.snapshot(&params.text_document.uri)?;
    let Ok(formatted) = nas_grammar::format(&snapshot.text) else { return Ok(None) };
    if formatted == snapshot.text {
        return Ok(Some(vec![]));
    }
    Ok(Some(vec![edit(snapshot, &formatted)]))
}

/// Replaces only the lines that differ, so that the cursor stays where it is.
fn edit(snapshot: &crate::snapshot::Snapshot, formatted: &str) -> TextEdit {
    let text = &snapshot.text;
    let start = same(text.split_inclusive('\n').zip(formatted.split_inclusive('\n')));
    let (rest, new) = (&text[start..], &formatted[start..]);
    let end = same(rest.split_inclusive('\n').rev().zip(new.split_inclusive('\n').rev()));
    TextEdit { range: snapshot.lines.range(text, start..text.len() - end), new_text: new[..new.len() - end].to_owned() }
}

/// How many bytes of lines agree.
fn same<'a>(lines: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    lines.take_while(|(old, new)| old == new).map(|it| it.0.len()).sum()
}
