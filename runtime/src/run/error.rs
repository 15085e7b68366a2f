//! What can be wrong with a run folder. Every variant names the folder or file.

use std::{io, path::PathBuf};

use crate::network::NetworkError;

/// A run folder that cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// There is a run already.
    #[error("`{}` holds a run already", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no run.
    #[error("`{}` holds no run: there is no `run.ron`", folder.display())]
    None {
        /// The folder.
        folder: PathBuf,
    },
    /// No trial was completed.
    #[error("the run in `{}` completed no trial", folder.display())]
    NoBest {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot be written or read.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file has another form.
    #[error("`{}` has format {found}, but this version reads format {expected}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The form it has.
        found: u32,
        /// The form that is read.
        expected: u32,
    },
    /// A file is not what was written.
    #[error("`{}` is damaged: {message}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// Weights cannot be written.
    #[error(transparent)]
    Weights(#[from] NetworkError),
}
