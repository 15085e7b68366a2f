//! `nas version`

use anyhow::Result;

use crate::{exit::Exit, terminal::Terminal};

/// Prints the version.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  nas version")]
pub struct Version {}

impl Version {
    #[expect(clippy::unused_self, reason = "all commands are run alike")]
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        terminal.print(&format!("nas {}\n", env!("CARGO_PKG_VERSION")))?;
        Ok(Exit::Success)
    }
}
