//! Time, which the runtime has none of its own.

/// Tells the time.
pub trait Clock {
    /// Returns the seconds since some fixed moment.
    fn seconds(&self) -> f64;
}

/// Time that stands still.
impl Clock for () {
    fn seconds(&self) -> f64 {
        0.0
    }
}
