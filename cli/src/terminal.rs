//! The streams that a command writes to. Results go to one, diagnostics and progress to the other.

use std::io::{self, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::Result;

use crate::{exit::Exit, failure::Failure, paint};

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Colour {
    /// Where the stream is a terminal and `NO_COLOR` is not set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The widest that a report gets: longer lines are hard to read.
const WIDEST: usize = 110;
/// The width where there is no terminal.
const USUAL: usize = 100;

/// Where a command writes.
pub struct Terminal {
    /// For results.
    pub out: Box<dyn Write>,
    /// For diagnostics and what is said along the way.
    pub err: Box<dyn Write>,
    /// Columns that a report may take.
    pub width: usize,
    /// Whether somebody watches, so that progress is worth showing.
    pub watched: bool,
}

impl Terminal {
    /// Opens the streams of the process.
    pub fn standard(colour: Colour) -> Self {
        let choice = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::AlwaysAnsi,
            Colour::Never => ColorChoice::Never,
        };
        let width = terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0));
        Self {
            out: Box::new(AutoStream::new(io::stdout(), choice)),
            err: Box::new(AutoStream::new(io::stderr(), choice)),
            width: width.clamp(40, WIDEST),
            watched: io::stderr().is_terminal(),
        }
    }

    /// Writes a result.
    pub fn print(&mut self, text: &str) -> Result<()> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes a line that is no result.
    pub fn note(&mut self, text: &str) -> Result<()> {
        Ok(writeln!(self.err, "{text}")?)
    }

    /// Says why a command failed, and returns how it ends. Nothing is left to be said to a reader that went away.
    pub fn fail(&mut self, error: &anyhow::Error) -> Exit {
        let io = error.downcast_ref::<io::Error>();
        if io.is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe) {
            return Exit::Success;
        }
        let failure = error.downcast_ref::<Failure>().cloned();
        let failure = failure.unwrap_or_else(|| Failure::failed(format!("{error:#}")));
        // Where standard error is gone too there is nobody to tell.
        drop(self.err.write_all(paint::failure(&failure).as_bytes()));
        failure.exit
    }
}
