//! Sessions with an editor, over a connection in memory.

#![cfg(test)]

mod client;
mod features;
mod laws;
mod protocol;
mod workspace;
