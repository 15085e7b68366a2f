//! `nas lsp`

use anyhow::Result;
use nas_language_server::{Ended, serve_stdio};

use crate::{exit::Exit, failure::Failure, terminal::Terminal};

const EXAMPLES: &str = "\
Examples:
  nas lsp    Started by an editor, which talks to it over standard input and output

The reference has a page on how to set up editors.";

/// Answers an editor: diagnostics, hover, completion, names, formatting.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Lsp {
    /// Talk over standard input and output, as is always done; some editors say so.
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    #[expect(clippy::unused_self, reason = "as every command")]
    pub(super) fn run(&self, _: &mut Terminal) -> Result<Exit> {
        match serve_stdio() {
            Ok(Ended::Orderly) => Ok(Exit::Success),
            // The protocol asks for 1 where an editor leaves without a word.
            Ok(Ended::Abrupt) => Ok(Exit::Refused),
            Err(failure) => Err(Failure::failed(failure.to_string()).into()),
        }
    }
}
