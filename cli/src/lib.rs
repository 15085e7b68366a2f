//! The command line of nas: the only place that prints, exits, reads files or the clock.
//!
//! A command is one file in `command/`. It returns how it ends, or a [`failure::Failure`] that says why it cannot do
//! what it was asked. Everything that is shown is made by functions that return text, so that tests can read it.

#![expect(
    clippy::format_push_string,
    reason = "what is rendered is short, and every `write!` to a text would have to ignore an error that cannot be"
)]

pub mod changes;
pub mod command;
pub mod crash;
pub mod declared;
pub mod estimate;
#[cfg(test)]
pub(crate) mod example;
pub mod exit;
pub mod failure;
pub mod follow;
pub mod interrupt;
pub mod listing;
pub mod lookup;
pub mod machine;
pub mod number;
pub mod outline;
pub mod paint;
pub mod progress;
pub mod project;
pub mod regime;
pub mod report;
#[cfg(test)]
pub(crate) mod said;
pub mod selection;
pub mod survey;
pub mod table;
pub mod terminal;
pub mod trouble;
pub mod watch;
pub mod world;

use std::process::ExitCode;

use clap::Parser as _;

use command::Cli;
use terminal::Terminal;

/// Does what the command line says.
pub fn main() -> ExitCode {
    crash::report_panics();
    let cli = Cli::parse();
    let mut terminal = Terminal::standard(cli.color);
    let exit = cli.command.run(&mut terminal).unwrap_or_else(|error| terminal.fail(&error));
    exit.into()
}
