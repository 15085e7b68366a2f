//! What only a whole architecture has, as functions of its decisions: its depth, its memory, its latency, and whether it is
//! connected.
//!
//! None of them is a sum of what operations cost, but each falls into parts that depend on few decisions. The parts of a
//! depth and of a latency add up, the greatest of the parts of a memory counts, and an architecture is connected where all
//! parts are. So they can lie on the edges of an automaton.

mod connected;
mod depth;
mod graph;
mod latency;
mod memory;

pub(crate) use connected::connected;
pub(crate) use depth::depth;
pub(crate) use graph::Graph;
pub(crate) use latency::latency;
pub(crate) use memory::memory;

#[cfg(test)]
mod tests;
