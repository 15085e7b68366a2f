//! `nas ir`

use std::path::PathBuf;

use anyhow::Result;
use nas_compiler::{instantiate::instantiate, ir::Space, operations};
use serde::Serialize;

use crate::{exit::Exit, outline, selection::Selection, terminal::Terminal};

const EXAMPLES: &str = "\
Examples:
  nas ir tiny.nas                              Decisions, nodes and constraints, to read
  nas ir tiny.nas --format ron                 All of it, to load
  nas sample tiny.nas --format ron > a.ron
  nas ir tiny.nas --architecture a.ron         The network of one architecture
  nas ir tiny.nas --operations > phone.csv     A table of times, to be filled in";

/// Prints what a space or an architecture comes down to.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Ir {
    #[command(flatten)]
    selection: Selection,
    /// Print the network of this architecture.
    #[arg(long, value_name = "ARCH.ron")]
    architecture: Option<PathBuf>,
    /// Print every operation that architectures may have, as a table of times for a `device`.
    #[arg(long, conflicts_with_all = ["architecture", "format"])]
    operations: bool,
    /// How it is written.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// How data are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Form {
    /// To read.
    #[default]
    Text,
    /// Rusty Object Notation, the form of all files of nas.
    Ron,
    /// For other programs.
    Json,
}

impl Ir {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let project = self.selection.open(terminal)?;
        let space = self.selection.space_of(&project, self.architecture.as_deref())?;
        let text = match &self.architecture {
            None if self.operations => table(space),
            None => write(self.format, space, outline::space)?,
            Some(path) => {
                let network = instantiate(space, &project.architecture(space, path)?);
                write(self.format, &network, outline::network)?
            }
        };
        terminal.print(&text)?;
        Ok(Exit::Success)
    }
}

/// A table of times in which each time is left open.
fn table(space: &Space) -> String {
    let rows = operations(space).into_iter().map(|it| format!("\"{it}\",\n"));
    std::iter::once("operation,ms\n".to_owned()).chain(rows).collect()
}

fn write<T: Serialize>(form: Form, value: &T, text: impl Fn(&T) -> String) -> Result<String> {
    Ok(match form {
        Form::Text => text(value),
        Form::Ron => ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new())? + "\n",
        Form::Json => serde_json::to_string_pretty(value)? + "\n",
    })
}
