//! Where a search is written down.

use super::{MixtureReport, Trial};
use crate::{network::Network, run::RunError};

/// A trial as it is written down.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The trial.
    pub trial: &'a Trial,
    /// Seconds that it took.
    pub seconds: f64,
    /// Whether it is the best so far.
    pub is_best: bool,
    /// The trained network, where there is one.
    pub weights: Option<&'a Network>,
}

/// Keeps what a search finds, as it finds it.
pub trait Journal {
    /// Writes a trial down.
    ///
    /// # Errors
    /// It cannot be written.
    fn trial(&mut self, _entry: &Entry<'_>) -> Result<(), RunError> {
        Ok(())
    }

    /// Writes down an epoch of a supernet.
    ///
    /// # Errors
    /// It cannot be written.
    fn mixture(&mut self, _report: &MixtureReport) -> Result<(), RunError> {
        Ok(())
    }
}

/// Keeps nothing.
impl Journal for () {}
