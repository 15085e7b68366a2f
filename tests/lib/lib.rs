//! What tests and fuzzing share: sources in memory, brute force, and random programs.

pub mod brute;
mod memory;
pub mod random;

pub use memory::Memory;
