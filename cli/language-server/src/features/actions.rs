//! Quick fixes: the edits that diagnostics suggest.

use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, TextEdit, WorkspaceEdit};
use nas_grammar::{Diagnostic, Fix, Span, ast::Item, codes};

use super::diagnostics;
use crate::{
    server::{Refusal, Server},
    snapshot::{ENTRY, Snapshot},
};

/// Answers `textDocument/codeAction`.
pub(crate) fn actions(server: &Server, params: &CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>, Refusal> {
    let snapshot = server.snapshot(&params.text_document.uri)?;
    let is_wanted = params
        .context
        .only
        .as_ref()
        .is_none_or(|it| it.iter().any(|it| matches!(it, CodeActionKind::QuickFix | CodeActionKind::Empty)));
    if !is_wanted {
        return Ok(Some(vec![]));
    }
    let start = snapshot.lines.offset(&snapshot.text, params.range.start) as u32;
    let end = snapshot.lines.offset(&snapshot.text, params.range.end) as u32;
    let touches = |it: Span| it.file == ENTRY && it.start <= end && start <= it.end;
    let here = snapshot.analysis.diagnostics.iter().filter(|it| touches(diagnostics::anchor(snapshot, it)));
    let actions = here.filter_map(|it| Some(action(snapshot, it, &fix(snapshot, it)?)));
    Ok(Some(actions.map(CodeActionResponse::CodeAction).collect()))
}

/// Returns the edit that a diagnostic suggests.
fn fix(snapshot: &Snapshot, diagnostic: &Diagnostic) -> Option<Fix> {
    let own = diagnostic.fix.clone().filter(|it| it.span.file == ENTRY);
    own.or_else(|| unused_import(snapshot, diagnostic))
}

/// What nothing uses is removed where it is a whole `use`.
fn unused_import(snapshot: &Snapshot, diagnostic: &Diagnostic) -> Option<Fix> {
    if diagnostic.code != &codes::UNUSED_NAME {
        return None;
    }
    let at = diagnostic.span();
    let item = snapshot.ast().items.iter().find_map(|it| match it {
        Item::Use(it) if it.span.covers(at) => Some(it),
        _ => None,
    })?;
    if item.names.as_ref().is_some_and(|it| it.len() > 1) {
        return None;
    }
    let rest = &snapshot.text[item.span.end as usize..];
    let end = item.span.end + u32::from(rest.starts_with('\n'));
    Some(Fix { span: Span { end, ..item.span }, replacement: String::new() })
}

fn action(snapshot: &Snapshot, diagnostic: &Diagnostic, fix: &Fix) -> CodeAction {
    let edit = TextEdit { range: snapshot.range(fix.span), new_text: fix.replacement.clone() };
    let changes = [(snapshot.uri.clone(), vec![edit])].into_iter().collect();
    let title = match fix.replacement.as_str() {
        "" => "Remove it".to_owned(),
        replacement => format!("Replace with `{replacement}`"),
    };
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostics::convert(snapshot, diagnostic, diagnostics::anchor(snapshot, diagnostic))]),
        is_preferred: Some(true),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    }
}
