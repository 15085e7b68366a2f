//! Diagnostics with the lines of the program that they are about.

use std::{collections::BTreeMap, fmt};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use nas_grammar::{Diagnostic, FileId, Severity};

use super::Places;

type Texts = BTreeMap<FileId, NamedSource<String>>;

/// Writes diagnostics for people: message, lines of the program with labels, help.
pub fn human(diagnostics: &[Diagnostic], places: Places<'_>, width: usize) -> String {
    let named =
        |(id, source): (FileId, &nas_grammar::Source)| (id, NamedSource::new(places.name(id), source.text.clone()));
    let texts: Texts = places.sources.iter().map(named).collect();
    diagnostics.iter().map(|it| one(it, &texts, width)).collect()
}

fn one(diagnostic: &Diagnostic, texts: &Texts, width: usize) -> String {
    let handler = GraphicalReportHandler::new_themed(theme(diagnostic)).with_width(width).with_links(false);
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = handler.with_context_lines(1).render_report(&mut text, &Report::new(diagnostic, texts));
    // A related report begins with a word of miette's own, on a line of its own.
    let text = text.replace("Advice: \n", "");
    format!("{}\n\n", text.trim())
}

/// Unicode, and colours that are stripped where a stream is no terminal. The severity and the code stand in the place
/// of miette's icon, so that a report begins as in other compilers: `error[N0301]: …`.
fn theme(diagnostic: &Diagnostic) -> GraphicalTheme {
    let mut theme = GraphicalTheme::unicode();
    let icon = format!("{}[{}]:", crate::paint::severity(diagnostic.severity).0, diagnostic.code.id);
    theme.characters.error.clone_from(&icon);
    theme.characters.warning = icon;
    theme.characters.advice = "⋯".into();
    theme
}

/// A diagnostic as miette sees it. Labels of a report belong to one text, so those in a second text become a related
/// report.
struct Report<'a> {
    diagnostic: &'a Diagnostic,
    texts: &'a Texts,
    file: FileId,
    elsewhere: Vec<Report<'a>>,
}

impl<'a> Report<'a> {
    fn new(diagnostic: &'a Diagnostic, texts: &'a Texts) -> Self {
        let home = diagnostic.span().file;
        let mut others: Vec<FileId> =
            diagnostic.labels.iter().map(|it| it.span.file).filter(|it| *it != home).collect();
        others.sort_unstable();
        others.dedup();
        let elsewhere = others.into_iter().map(|file| Self { diagnostic, texts, file, elsewhere: vec![] }).collect();
        Self { diagnostic, texts, file: home, elsewhere }
    }

    fn is_home(&self) -> bool {
        self.file == self.diagnostic.span().file
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic.fmt(f)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_home() { &self.diagnostic.message } else { "and, in another file:" })
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            _ if !self.is_home() => miette::Severity::Advice,
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        let help = self.diagnostic.help.as_ref().filter(|_| self.is_home())?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.texts.get(&self.file)?)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.diagnostic.labels.iter().enumerate().filter(|(_, it)| it.span.file == self.file);
        Some(Box::new(labels.map(|(at, label)| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            match at {
                0 => LabeledSpan::new_primary_with_span(text, label.span.range()),
                _ => LabeledSpan::new_with_span(text, label.span.range()),
            }
        })))
    }

    fn related<'b>(&'b self) -> Option<Box<dyn Iterator<Item = &'b dyn miette::Diagnostic> + 'b>> {
        Some(Box::new(self.elsewhere.iter().map(|it| it as &dyn miette::Diagnostic)))
    }
}
