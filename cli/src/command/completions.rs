//! `nas completions`

use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Cli;
use crate::{exit::Exit, terminal::Terminal};

const EXAMPLES: &str = "\
Examples:
  nas completions bash > ~/.local/share/bash-completion/completions/nas
  nas completions zsh > ~/.zfunc/_nas
  nas completions fish > ~/.config/fish/completions/nas.fish";

/// Prints a script that completes commands in a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        // Made in memory first: the generator panics where its writer fails.
        let mut script = vec![];
        clap_complete::generate(self.shell, &mut Cli::command(), "nas", &mut script);
        terminal.print(&String::from_utf8(script)?)?;
        Ok(Exit::Success)
    }
}
