//! The clock of the machine.

use std::time::Instant;

use nas_runtime::search::Clock;

/// Tells the seconds since it was started.
#[derive(Debug, Clone, Copy)]
pub struct Watch {
    begun: Instant,
}

impl Watch {
    /// Starts at 0.
    pub fn start() -> Self {
        Self { begun: Instant::now() }
    }
}

impl Clock for Watch {
    fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }
}
