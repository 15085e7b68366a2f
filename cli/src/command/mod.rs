//! The subcommands: one file each, and one line in the list below.

mod check;
mod completions;
mod cost;
mod count;
mod diff;
mod draw;
mod eval;
mod explain;
mod fmt;
mod ir;
mod list;
mod lsp;
mod new;
mod sample;
mod search;
mod train;
mod version;
mod why;

use anyhow::Result;

use crate::{
    exit::Exit,
    terminal::{Colour, Terminal},
};

const EXIT_CODES: &str = "\
Exit codes:
  0    all is well
  1    a file has errors, or has nothing of the name that was asked for
  2    the command line cannot be understood
  3    data, disk or training failed, or a file is not there
  130  ended by Ctrl-C

`nas new first.nas` writes a file to begin with.";

/// A declarative language for neural architecture search.
#[derive(Debug, clap::Parser)]
#[command(name = "nas", version, after_help = EXIT_CODES, styles = styles(), max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// When output is coloured: `auto`, `always` or `never`.
    #[arg(long, value_enum, default_value_t, global = true, hide_possible_values = true, hide_default_value = true)]
    #[arg(value_name = "WHEN", display_order = 1000)]
    pub color: Colour,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

fn styles() -> clap::builder::Styles {
    use crate::paint::{BOLD, CODE, ERROR, GOOD};
    clap::builder::Styles::plain().header(BOLD).usage(BOLD).literal(CODE).error(ERROR).valid(GOOD).invalid(ERROR)
}

/// Makes the subcommands of their modules.
macro_rules! commands {
    ($($module:ident::$name:ident,)*) => {
        /// What to do.
        #[derive(Debug, clap::Subcommand)]
        #[expect(missing_docs, reason = "each is documented where it is defined, and clap would show a second text")]
        pub enum Command {
            $($name($module::$name),)*
        }

        impl Command {
            /// Does it, and returns how it ended.
            pub fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
                match self {
                    $(Self::$name(it) => it.run(terminal),)*
                }
            }
        }
    };
}

commands! {
    new::New,
    check::Check,
    fmt::Fmt,
    count::Count,
    cost::Cost,
    sample::Sample,
    why::Why,
    diff::Diff,
    draw::Draw,
    search::Search,
    train::Train,
    eval::Eval,
    ir::Ir,
    list::List,
    explain::Explain,
    lsp::Lsp,
    completions::Completions,
    version::Version,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does_and_gives_an_example() {
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("nas "), "{} lacks an example", command.get_name());
        }
    }
}
