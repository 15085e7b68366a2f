//! `nas ir`

use std::path::PathBuf;

use anyhow::Result;
use nas_compiler::instantiate::instantiate;
use serde::Serialize;

use crate::{exit::Exit, outline, selection::Selection, terminal::Terminal};

const EXAMPLES: &str = "\
Examples:
  nas ir tiny.nas                              Decisions, nodes and constraints, to read
  nas ir tiny.nas --format ron                 All of it, to load
  nas sample tiny.nas --format ron > a.ron
  nas ir tiny.nas --architecture a.ron         The network of one architecture";

/// Prints what a space or an architecture comes down to.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Ir {
    #[command(flatten)]
    selection: Selection,
    /// Print the network of this architecture.
    #[arg(long, value_name = "ARCH.ron")]
    architecture: Option<PathBuf>,
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
        let space = self.selection.space(&project)?;
        let text = match &self.architecture {
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

fn write<T: Serialize>(form: Form, value: &T, text: impl Fn(&T) -> String) -> Result<String> {
    Ok(match form {
        Form::Text => text(value),
        Form::Ron => ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new())? + "\n",
        Form::Json => serde_json::to_string_pretty(value)? + "\n",
    })
}
