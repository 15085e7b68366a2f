//! Progress that somebody can watch; nothing where nobody does.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal::Terminal;

/// Starts a bar over a known number of steps.
pub fn bar(terminal: &Terminal, steps: u64, what: &str) -> ProgressBar {
    let target = if terminal.watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(steps), target).with_message(what.to_owned());
    let template = "{msg} {bar:30.cyan/dim} {human_pos}/{human_len}  {eta} left";
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.progress_chars("━╸─")),
        Err(_) => bar,
    }
}
