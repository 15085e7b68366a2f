//! The language server of nas: what editors ask, answered by the compiler.
//!
//! One thread reads messages and answers them in order. Every open document is compiled as `nas check` would compile
//! it, with open documents in place of the files on the disk; what editors ask is looked up in what the compiler found.
//! Where names come from, what they refer to and which values they have is never decided here.

mod capabilities;
mod documents;
mod features;
mod place;
mod position;
mod server;
mod shape;
mod snapshot;
mod uri;
mod workspace;
mod world;

pub use server::{Ended, Failure, serve};

/// Serves one editor over standard input and output. Returns once it ended the session or closed the input.
pub fn serve_stdio() -> Result<Ended, Failure> {
    let (connection, threads) = lsp_server::Connection::stdio();
    let ended = serve(&connection)?;
    drop(connection);
    threads.join()?;
    Ok(ended)
}
