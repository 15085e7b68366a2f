//! Ctrl-C: the first asks for a clean end, the second does not wait for it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use anyhow::Result;

use crate::exit::Exit;

/// Whether somebody wants an end.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    wanted: Arc<AtomicBool>,
}

impl Interrupt {
    /// Watches for Ctrl-C from now on. Call it once.
    pub fn watch() -> Result<Self> {
        let interrupt = Self::default();
        let wanted = Arc::clone(&interrupt.wanted);
        ctrlc::set_handler(move || {
            if wanted.swap(true, Ordering::Relaxed) {
                end_at_once();
            }
            // A handler has nowhere to report to.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), MESSAGE);
        })?;
        Ok(interrupt)
    }

    /// Returns whether an end is wanted.
    pub fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }
}

const MESSAGE: &[u8] = b"\nending with what was found; Ctrl-C again ends at once\n";

#[expect(clippy::exit, reason = "the second Ctrl-C is for a program that does not react to the first")]
fn end_at_once() {
    std::process::exit(i32::from(Exit::Interrupted.number()));
}
