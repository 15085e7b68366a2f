//! Colours and the few forms of text that all commands share. What is no terminal gets the text without colours.

use anstyle::{AnsiColor, Effects, Style};
use nas_grammar::Severity;

use crate::failure::Failure;

/// The style of names and headings.
pub const BOLD: Style = Style::new().effects(Effects::BOLD);
/// The style of what matters less.
pub const DIM: Style = Style::new().effects(Effects::DIMMED);
/// The style of code.
pub const CODE: Style = AnsiColor::Cyan.on_default();
/// The style of good news.
pub const GOOD: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);
/// The style of errors.
pub const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// The style of warnings.
pub const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// Puts a text in a style; nothing stays nothing.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    let text = text.to_string();
    if text.is_empty() { text } else { format!("{style}{text}{style:#}") }
}

/// The word for a severity.
pub fn severity(severity: Severity) -> (&'static str, Style) {
    match severity {
        Severity::Error => ("error", ERROR),
        Severity::Warning => ("warning", WARNING),
    }
}

/// Says why a command failed: a sentence, and what to do.
pub fn failure(failure: &Failure) -> String {
    let code = failure.code.map_or_else(String::new, |it| format!("[{}]", it.id));
    let head = paint(ERROR, format_args!("error{code}"));
    let help = failure.help.as_ref().map(|it| format!("  {} {it}\n", paint(CODE, "help:")));
    format!("{head}: {}\n{}", failure.message, help.unwrap_or_default())
}

/// Paints the parts of a line that stand between backquotes as code.
pub fn inline(line: &str) -> String {
    let mut painted = String::with_capacity(line.len());
    for (at, part) in line.split('`').enumerate() {
        let is_code = at % 2 == 1;
        painted.push_str(&if is_code { paint(CODE, format_args!("`{part}`")) } else { part.to_owned() });
    }
    painted
}

#[cfg(test)]
mod tests {
    use nas_grammar::codes;

    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_failure_names_its_code_and_what_to_do() {
        let it = Failure::failed("`data/train` is missing").code(&codes::DATA_UNREADABLE).help("pass `--data`");
        assert_eq!(plain(&failure(&it)), "error[N0601]: `data/train` is missing\n  help: pass `--data`\n");
    }

    #[test]
    fn painting_keeps_the_text() {
        assert_eq!(plain(&inline("a `b` c `d`")), "a `b` c `d`");
        assert_ne!(inline("a `b`"), "a `b`");
    }
}
