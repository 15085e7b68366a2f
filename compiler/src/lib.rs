//! The compiler of nas: from source text to a checked search space, and what can be known about it.
//!
//! Pure: no file system, no clock, no randomness of its own, no burn.

pub mod ir;
