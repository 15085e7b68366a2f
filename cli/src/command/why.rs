//! `nas why`

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use nas_compiler::why::{Written, why};

use crate::{
    exit::Exit,
    paint::{GOOD, paint},
    project::read_architecture,
    report::{self, Format, Places},
    selection::Selection,
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas why tiny.nas a.ron                  Whether it is in the space, or all that keeps it out
  nas why tiny.nas runs/quick-7           The same for the best of a run
  nas why tiny.nas a.ron --format json    A JSON object per reason, for tools

Ends with 0 where the architecture is in the space, and with 1 where it is not. Reasons for people go
to standard error, `short` and `json` to standard output.";

/// Says whether an architecture is in a space, or which decisions and constraints keep it out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Why {
    #[command(flatten)]
    selection: Selection,
    /// The architecture: a file, or the folder of a run.
    architecture: PathBuf,
    /// How reasons are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Why {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space_of(&project, Some(&self.architecture))?;
        let architecture = read_architecture(&self.architecture)?;
        let (path, text) = written(&self.architecture);
        let mut sources = project.shown();
        let file = sources.add(path.display().to_string(), text.clone());
        let reasons = why(space, &architecture, Written { file, text: &text });
        if reasons.is_empty() {
            if self.format == Format::Human {
                let verdict = paint(GOOD, "ok");
                let shown = self.architecture.display();
                terminal.print(&format!("{verdict} {shown} is in the space `{}`\n", space.name))?;
            }
            return Ok(Exit::Success);
        }
        let places = Places { sources: &sources, folder: Path::new("") };
        let report = report::render(self.format, &reasons, places, terminal.width);
        if self.format == Format::Human {
            terminal.err.write_all(report.as_bytes())?;
        } else {
            terminal.print(&report)?;
        }
        Ok(Exit::Refused)
    }
}

/// The file that holds an architecture, and its text.
fn written(path: &Path) -> (PathBuf, String) {
    let file = if path.is_dir() { path.join("best.ron") } else { path.to_owned() };
    let text = fs::read_to_string(&file).unwrap_or_default();
    (file, text)
}

#[cfg(test)]
mod tests {
    use crate::{example::PROGRAM, said::said};

    /// An architecture of the example with some choices.
    fn architecture(choices: &str) -> String {
        format!(
            "(\n    format: 1,\n    space: \"Small\",\n    fingerprint: None,\n    choices: {{\n{choices}    }},\n)\n"
        )
    }

    fn told(choices: &str, rest: &str) -> String {
        let architecture = architecture(choices);
        said(&[("small.nas", PROGRAM), ("a.ron", &architecture)], &format!("nas why small.nas a.ron{rest}"))
    }

    #[test]
    fn an_architecture_of_the_space_is_in_it() {
        insta::assert_snapshot!(told("        \"width\": 8,\n        \"op\": \"act\",\n", ""));
    }

    #[test]
    fn all_that_keeps_one_out_is_said() {
        insta::assert_snapshot!(told("        \"width\": 16,\n        \"op\": \"tanh\",\n        \"depth\": 3,\n", ""));
    }

    #[test]
    fn reasons_are_lines_for_tools() {
        insta::assert_snapshot!(told("        \"width\": 16,\n        \"op\": \"act\",\n", " --format short"));
    }

    #[test]
    fn reasons_are_objects_for_tools() {
        insta::assert_snapshot!(told("        \"width\": 8,\n", " --format json"));
    }

    #[test]
    fn what_is_no_architecture_is_told() {
        insta::assert_snapshot!(said(&[("small.nas", PROGRAM), ("a.ron", "(")], "nas why small.nas a.ron"));
        insta::assert_snapshot!(said(&[("small.nas", PROGRAM)], "nas why small.nas nowhere.ron"));
    }

    #[test]
    fn a_space_with_mistakes_has_no_architectures() {
        let broken = PROGRAM.replace("relu()", "relo()");
        let architecture = architecture("");
        insta::assert_snapshot!(said(&[("small.nas", &broken), ("a.ron", &architecture)], "nas why small.nas a.ron"));
    }
}
