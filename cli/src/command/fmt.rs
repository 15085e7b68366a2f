//! `nas fmt`

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use nas_grammar::{Diagnostics, Sources};

use crate::{
    exit::Exit,
    failure::Failure,
    number::counted,
    paint::{self, paint},
    project::unreadable,
    report::{self, Places},
    terminal::Terminal,
    world::reason,
};

const EXAMPLES: &str = "\
Examples:
  nas fmt tiny.nas            Format a file in place
  nas fmt .                   Format every .nas file under this folder
  nas fmt --check examples    Only say which files are not formatted
  nas fmt - < tiny.nas        Format standard input, for editors";

/// Formats files in the one style there is.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Fmt {
    /// Files, folders, or `-` for standard input.
    #[arg(required = true, value_name = "FILE|FOLDER")]
    paths: Vec<PathBuf>,
    /// Change nothing; end with 1 if a file is not formatted.
    #[arg(long)]
    check: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It was formatted already.
    Unchanged,
    /// It was not, and is now unless only that was asked.
    Changed,
    /// It has errors, which were shown.
    Broken,
}

impl Fmt {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        if self.paths == [Path::new("-")] {
            return standard_input(terminal);
        }
        let mut outcomes = vec![];
        for path in programs(&self.paths)? {
            outcomes.push(self.file(&path, terminal)?);
        }
        terminal.note(&self.summary(&outcomes))?;
        let changed = outcomes.contains(&Outcome::Changed);
        let is_refused = outcomes.contains(&Outcome::Broken) || self.check && changed;
        Ok(if is_refused { Exit::Refused } else { Exit::Success })
    }

    fn file(&self, path: &Path, terminal: &mut Terminal) -> Result<Outcome> {
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
        let formatted = match nas_grammar::format(&text) {
            Ok(formatted) => formatted,
            Err(diagnostics) => {
                show(&path.display().to_string(), &text, diagnostics, terminal)?;
                return Ok(Outcome::Broken);
            }
        };
        if formatted == text {
            return Ok(Outcome::Unchanged);
        }
        if !self.check {
            fs::write(path, formatted).map_err(|error| {
                Failure::failed(format!("{} cannot be written: {}", path.display(), reason(&error)))
            })?;
        }
        terminal.print(&format!("{}\n", path.display()))?;
        Ok(Outcome::Changed)
    }

    fn summary(&self, outcomes: &[Outcome]) -> String {
        let files = |wanted| counted(outcomes.iter().filter(|it| **it == wanted).count(), "file");
        let has = |wanted| outcomes.contains(&wanted);
        let mut parts = vec![];
        if has(Outcome::Changed) {
            parts.push(format!(
                "{} {}",
                files(Outcome::Changed),
                if self.check { "not formatted" } else { "formatted" }
            ));
        }
        if has(Outcome::Unchanged) {
            parts.push(format!("{} formatted already", files(Outcome::Unchanged)));
        }
        if has(Outcome::Broken) {
            parts.push(format!("{} with errors left alone", files(Outcome::Broken)));
        }
        let is_bad = has(Outcome::Broken) || self.check && has(Outcome::Changed);
        let text = parts.join(", ");
        if is_bad { paint(paint::ERROR, text) } else { text }
    }
}

fn standard_input(terminal: &mut Terminal) -> Result<Exit> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    match nas_grammar::format(&text) {
        Ok(formatted) => {
            terminal.print(&formatted)?;
            Ok(Exit::Success)
        }
        Err(diagnostics) => {
            show("<standard input>", &text, diagnostics, terminal)?;
            Ok(Exit::Refused)
        }
    }
}

fn show(name: &str, text: &str, diagnostics: Diagnostics, terminal: &mut Terminal) -> Result<()> {
    let mut sources = Sources::default();
    sources.add(name, text);
    let places = Places { sources: &sources, folder: Path::new("") };
    let report = report::human(&diagnostics.sorted(), places, terminal.width);
    Ok(terminal.err.write_all(report.as_bytes())?)
}

/// Finds the files: those that are named, and every `.nas` file under a folder that is named, in order of name. Run
/// folders are left out: what is in them says what was run.
fn programs(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = vec![];
    for path in paths {
        if path.is_dir() {
            collect(path, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    if found.is_empty() {
        let shown: Vec<String> = paths.iter().map(|it| it.display().to_string()).collect();
        return Err(Failure::refused(format!("there is no .nas file under {}", shown.join(", "))).into());
    }
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = vec![];
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let entry = entry?;
        // A link to a folder may lead back up, and is not followed.
        entries.push((entry.path(), entry.file_type()?.is_dir()));
    }
    entries.sort();
    for (path, is_folder) in entries {
        let is_hidden = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
        if is_folder && !is_hidden && !path.join("run.ron").exists() {
            collect(&path, found)?;
        } else if !is_folder && path.extension().is_some_and(|it| it == "nas") {
            found.push(path);
        }
    }
    Ok(())
}
