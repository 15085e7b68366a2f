//! `nas explain`

use anyhow::Result;
use nas_grammar::{Code, codes};

use crate::{
    exit::Exit,
    failure::Failure,
    paint::{self, BOLD, CODE, DIM, paint},
    table::wrap,
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas explain N0301    What the error means, how it comes about and what to do
  nas explain          All codes";

/// Explains an error code.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// The code, such as N0301; all are listed where none is given.
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let text = match &self.code {
            None => index(),
            Some(code) => page(find(code)?, terminal.width),
        };
        terminal.print(&text)?;
        Ok(Exit::Success)
    }
}

fn find(id: &str) -> Result<&'static Code> {
    // `301` and `n301` are meant well.
    let digits = id.trim_start_matches(['n', 'N']);
    let full = format!("N{digits:0>4}");
    let unknown = || Failure::refused(format!("there is no code `{id}`")).help("`nas explain` lists all codes");
    Ok(codes::find(&full).ok_or_else(unknown)?)
}

/// The groups of codes, by their first two digits.
const GROUPS: [(&str, &str); 8] = [
    ("N00", "Syntax"),
    ("N01", "Modules and names"),
    ("N02", "Types and values"),
    ("N03", "Shapes"),
    ("N04", "Decisions and constraints"),
    ("N05", "Tasks, training recipes and searches"),
    ("N06", "Running"),
    ("N09", "Warnings"),
];

fn index() -> String {
    let mut text = String::new();
    for (prefix, title) in GROUPS {
        text.push_str(&format!("{}\n", paint(BOLD, title)));
        for code in codes::ALL.iter().filter(|it| it.id.starts_with(prefix)) {
            text.push_str(&format!("  {}  {}\n", paint(CODE, code.id), code.title));
        }
        text.push('\n');
    }
    text.push_str("`nas explain N0301` explains one of them.\n");
    text
}

/// Writes a page of the catalogue for the terminal: its Markdown with wrapped paragraphs and painted code.
fn page(code: &Code, width: usize) -> String {
    let mut text = format!("{} {}\n\n", paint(CODE, code.id), paint(BOLD, code.title));
    let mut paragraph = String::new();
    let mut is_code = false;
    for line in code.explanation.trim().lines() {
        let is_fence = line.starts_with("```");
        if is_code || is_fence || line.is_empty() || line.starts_with(['#', '-']) {
            flush(&mut paragraph, width, &mut text);
        }
        match line {
            _ if is_fence => is_code = !is_code,
            _ if is_code => text.push_str(&format!("    {}\n", code_line(line))),
            "" => text.push('\n'),
            // The title stands above.
            heading if heading.starts_with("# ") => {}
            heading if heading.starts_with('#') => {
                text.push_str(&format!("{}\n", paint(BOLD, heading.trim_start_matches(['#', ' ']))));
            }
            line => paragraph.push_str(&format!("{line} ")),
        }
    }
    flush(&mut paragraph, width, &mut text);
    squeeze(&text)
}

/// A line of a program; a comment in it is painted.
fn code_line(line: &str) -> String {
    match line.split_once("//") {
        Some((code, comment)) => format!("{code}{}", paint(DIM, format_args!("//{comment}"))),
        None => line.to_owned(),
    }
}

fn flush(paragraph: &mut String, width: usize, text: &mut String) {
    for line in wrap(&std::mem::take(paragraph), width) {
        text.push_str(&format!("{}\n", paint::inline(&line)));
    }
}

/// Leaves at most one empty line in a row.
fn squeeze(text: &str) -> String {
    let mut squeezed = text.to_owned();
    while squeezed.contains("\n\n\n") {
        squeezed = squeezed.replace("\n\n\n", "\n\n");
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_a_group() {
        let text = index();
        assert!(codes::ALL.iter().all(|it| text.contains(it.title)));
    }

    #[test]
    fn a_code_is_found_however_it_is_written() {
        for id in ["N0301", "n0301", "0301", "301"] {
            assert_eq!(find(id).unwrap().id, "N0301");
        }
        assert!(find("N9999").is_err());
    }

    #[test]
    fn a_page_is_wrapped_and_its_programs_are_not() {
        static PAGE: Code = Code {
            id: "N0001",
            title: "unexpected token",
            explanation: "one two\nthree `four`\n\n## Wrong\n\n```nas\nlet x = oneof [1, 2]  // a\n```\n",
        };
        let text = anstream::adapter::strip_str(&page(&PAGE, 9)).to_string();
        let expected = "N0001 unexpected token\n\none two\nthree\n`four`\n\nWrong\n\n    let x = oneof [1, 2]  // a\n";
        assert_eq!(text, expected);
    }
}
