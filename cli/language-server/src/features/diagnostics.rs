//! What is wrong, as `nas check` says it, where editors show it.

use std::collections::BTreeMap;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Message, Uri,
};
use nas_grammar::{Severity, Span, codes};

use crate::snapshot::{ENTRY, Snapshot};

/// Where the page of each code can be read.
const PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/grammar/errors");

/// Everything that is wrong in the open documents and in what they use, by URI.
pub(crate) fn all<'a>(snapshots: impl Iterator<Item = &'a Snapshot>) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for snapshot in snapshots {
        found.entry(snapshot.uri.0.clone()).or_default();
        for diagnostic in &snapshot.analysis.diagnostics {
            let at = anchor(snapshot, diagnostic);
            let known = found.entry(snapshot.uri_of(at.file).0).or_default();
            let shown = convert(snapshot, diagnostic, at);
            // A file that is open itself says the same of itself.
            if !known.iter().any(|it| it.range == shown.range && it.code == shown.code) {
                known.push(shown);
            }
        }
    }
    found
}

/// Returns where a diagnostic is shown: at its primary place, unless that is in the standard library. There nobody
/// looks, so it is shown at the first place that is the user's, or where the module is used.
pub(crate) fn anchor(snapshot: &Snapshot, diagnostic: &nas_grammar::Diagnostic) -> Span {
    let primary = diagnostic.span();
    if primary.file == ENTRY || !snapshot.is_standard(primary.file) {
        return primary;
    }
    let labels = diagnostic.labels.iter().map(|it| it.span);
    let mut own = labels.filter(|it| !snapshot.is_standard(it.file));
    own.next().or_else(|| usage(snapshot, primary)).unwrap_or(Span { file: ENTRY, start: 0, end: 0 })
}

/// The `use` through which the entry comes to a module.
fn usage(snapshot: &Snapshot, of: Span) -> Option<Span> {
    let modules = &snapshot.analysis.modules;
    let uses = snapshot.ast().items.iter().filter_map(|it| match it {
        nas_grammar::ast::Item::Use(it) => Some(it.span),
        _ => None,
    });
    let mut uses = uses.zip(&modules.list[0].uses);
    let direct = uses.clone().find(|it| it.1.is_some_and(|it| modules.get(it).file == of.file));
    direct.or_else(|| uses.next()).map(|it| it.0)
}

/// Puts a diagnostic into the protocol's words.
pub(crate) fn convert(snapshot: &Snapshot, diagnostic: &nas_grammar::Diagnostic, at: Span) -> Diagnostic {
    let related = diagnostic.labels.iter().filter(|it| it.span != at && !it.text.is_empty());
    let related = related
        .map(|it| DiagnosticRelatedInformation { location: snapshot.location(it.span), message: it.text.clone() });
    let related: Vec<_> = related.collect();
    let is_unused = diagnostic.code == &codes::UNUSED_NAME;
    Diagnostic {
        range: snapshot.location(at).range,
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(Code::String(diagnostic.code.id.to_owned())),
        code_description: Some(CodeDescription { href: Uri(format!("{PAGES}/{}.md", diagnostic.code.id)) }),
        source: Some("nas".to_owned()),
        message: Message::String(message(diagnostic, at)),
        tags: is_unused.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

/// The sentence, what is said of the place where it is shown, and the help.
fn message(diagnostic: &nas_grammar::Diagnostic, at: Span) -> String {
    let label = diagnostic.labels.iter().find(|it| it.span == at).map(|it| it.text.as_str()).unwrap_or_default();
    let mut message = diagnostic.message.clone();
    if !label.is_empty() {
        message.push_str(&format!("\n{label}"));
    }
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    message
}
