//! Notes: what diagnostics a file expects, line by line.

use std::fs;

use nas_compiler::Compilation;
use nas_grammar::Diagnostic;

use crate::{Failure, case::Case};

/// An expected or an emitted diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    /// The position of the file among the case's.
    file: usize,
    line: usize,
    code: String,
    message: String,
    /// The help; one that is expected counts only if it is said.
    help: Option<String>,
}

impl Note {
    /// Writes it as a note, with the help if that is wanted.
    fn written(&self, has_help: bool) -> String {
        let help = self.help.as_ref().filter(|_| has_help).map(|it| format!(" help \"{it}\"")).unwrap_or_default();
        format!("{} \"{}\"{help}", self.code, self.message)
    }
}

/// Compares what was emitted with the notes, or rewrites the notes.
pub(crate) fn check(case: &Case, compilation: &Compilation) -> Result<(), Failure> {
    let expected: Vec<Note> = case.files.iter().enumerate().flat_map(|(at, it)| expected(at, &it.text)).collect();
    let emitted = emitted(case, &compilation.sources, &compilation.diagnostics)?;
    let (missing, unexpected) = difference(expected.clone(), emitted.clone());
    if missing.is_empty() && unexpected.is_empty() {
        return Ok(());
    }
    if std::env::var_os("NAS_BLESS").is_some() {
        return bless(case, &expected, &emitted);
    }
    let list = |title: &str, notes: &[Note]| -> String {
        let lines = notes.iter().map(|it| {
            let name = &case.files[it.file].name;
            format!("\n  {title} {name}:{} {}", it.line, it.written(true))
        });
        lines.collect()
    };
    Err(format!("notes and diagnostics differ{}{}", list("missing", &missing), list("unexpected", &unexpected)))
}

fn emitted(case: &Case, sources: &nas_grammar::Sources, diagnostics: &[Diagnostic]) -> Result<Vec<Note>, Failure> {
    let note = |it: &Diagnostic| {
        let source = sources.get(it.span().file);
        let file = case.files.iter().position(|file| file.name == source.name);
        let file = file.ok_or_else(|| format!("a diagnostic in {}: {}", source.name, it.message))?;
        let (line, _) = source.position(it.span().start as usize);
        Ok(Note { file, line, code: it.code.id.to_owned(), message: it.message.clone(), help: it.help.clone() })
    };
    diagnostics.iter().map(note).collect()
}

/// Strikes out what belongs together; what is left was not emitted, or not expected.
fn difference(expected: Vec<Note>, mut emitted: Vec<Note>) -> (Vec<Note>, Vec<Note>) {
    let mut missing = vec![];
    for note in expected {
        let fits = |it: &Note| {
            (it.file, it.line, &it.code) == (note.file, note.line, &note.code)
                && it.message.contains(&note.message)
                && (note.help.is_none() || note.help == it.help)
        };
        match emitted.iter().position(fits) {
            Some(at) => drop(emitted.remove(at)),
            None => missing.push(note),
        }
    }
    (missing, emitted)
}

fn expected(file: usize, text: &str) -> Vec<Note> {
    text.lines().enumerate().flat_map(|(at, line)| on_line(file, at + 1, line)).collect()
}

fn on_line(file: usize, at: usize, line: &str) -> Vec<Note> {
    line.split("//~")
        .skip(1)
        .map(|note| {
            let line = match note.chars().next() {
                Some('v') => at + 1,
                Some('^') => at - 1,
                _ => at,
            };
            let note = note.trim_start_matches(['v', '^']).trim();
            let (code, message) = note.split_once(' ').unwrap_or((note, ""));
            let text = |it: &str| it.trim().trim_start_matches('"').trim_end_matches('"').to_owned();
            let (message, help) = match message.split_once("\" help \"") {
                Some((message, help)) => (text(message), Some(text(help))),
                None => (text(message), None),
            };
            Note { file, line, code: code.to_owned(), message, help }
        })
        .collect()
}

/// Writes a note for every diagnostic in place of the ones that are there.
fn bless(case: &Case, expected: &[Note], emitted: &[Note]) -> Result<(), Failure> {
    let had_help = |note: &Note| {
        let mut same = expected.iter().filter(|it| (it.file, it.line, &it.code) == (note.file, note.line, &note.code));
        same.any(|it| it.help.is_some())
    };
    for (at, file) in case.files.iter().enumerate() {
        let notes = emitted.iter().filter(|it| it.file == at).map(|it| (it.line, it.written(had_help(it))));
        let text = noted(&file.text, &notes.collect::<Vec<_>>());
        if text != file.text {
            fs::write(&file.path, text).map_err(|it| it.to_string())?;
        }
    }
    Ok(())
}

fn noted(text: &str, notes: &[(usize, String)]) -> String {
    let mut result = String::new();
    for (at, line) in text.lines().enumerate() {
        let bare = line.split("//~").next().unwrap_or_default().trim_end();
        let here = notes.iter().filter(|it| it.0 == at + 1).map(|it| &it.1);
        let was_only_notes = bare.is_empty() && !line.trim().is_empty();
        // A text without end would swallow the note.
        let swallows = bare.matches('"').count() % 2 == 1;
        let lines: Vec<String> = if swallows {
            std::iter::once(bare.to_owned()).chain(here.map(|it| format!("//~^ {it}"))).collect()
        } else {
            vec![here.fold(bare.to_owned(), |line, it| format!("{line}  //~ {it}"))]
        };
        if !(was_only_notes && lines.iter().all(String::is_empty)) {
            lines.iter().for_each(|it| result += &format!("{it}\n"));
        }
    }
    result
}
