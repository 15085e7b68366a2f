//! Sessions with an editor, over a connection in memory.

mod client;
mod features;
mod laws;
mod protocol;
