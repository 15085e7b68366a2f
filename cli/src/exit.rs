//! How a command ends, for scripts.

use std::process::ExitCode;

/// What the exit code says. The numbers are documented in `nas --help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Success,
    /// A file has errors, or has nothing of the name that was asked for.
    Refused,
    /// The command line cannot be understood.
    Usage,
    /// Data, disk or training failed; a file that is not there, too.
    Failed,
    /// Ctrl-C ended it.
    Interrupted,
}

impl Exit {
    /// Returns the number.
    pub fn number(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Failed => 3,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.number().into()
    }
}
