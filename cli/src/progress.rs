//! Progress that somebody can watch; nothing where nobody does.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal::Terminal;

/// How often the time that is left is drawn anew.
const TICK: Duration = Duration::from_millis(250);

/// Starts a bar over a known number of steps. Its prefix stands behind it.
pub fn bar(terminal: &Terminal, steps: u64, what: &str) -> ProgressBar {
    start(terminal, Some(steps), what, "{msg} {bar:24.cyan/dim} {human_pos}/{human_len}  {eta} left  {prefix}")
}

/// Starts to count steps of which nobody knows how many there will be.
pub fn spinner(terminal: &Terminal, what: &str) -> ProgressBar {
    start(terminal, None, what, "{msg} {spinner} {human_pos}  {elapsed}  {prefix}")
}

fn start(terminal: &Terminal, steps: Option<u64>, what: &str, template: &str) -> ProgressBar {
    let target = if terminal.watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(steps, target).with_message(what.to_owned());
    if terminal.watched {
        bar.enable_steady_tick(TICK);
    }
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.progress_chars("━╸─")),
        Err(_) => bar,
    }
}
