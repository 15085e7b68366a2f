//! What tests and fuzzing share: sources in memory, brute force, and random programs.

pub mod brute;
pub mod random;
mod memory;

pub use memory::Memory;
