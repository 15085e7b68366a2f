//! `nas list`

use anyhow::Result;

use crate::{
    exit::Exit,
    failure::Failure,
    listing::{self, Kind},
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  nas list               Everything there is, by kind
  nas list strategies    What each does
  nas list conv          Signature, parameters and meaning
  nas list std           The standard library
  nas list std::blocks   One module of it";

/// Lists what the language has: operations, strategies, data sets, the standard library.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct List {
    /// A kind such as `strategies`, or a name such as `conv`.
    #[arg(value_name = "KIND|NAME")]
    what: Vec<String>,
}

impl List {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let kinds = listing::kinds();
        let text = match self.what.join(" ") {
            nothing if nothing.is_empty() => listing::overview(&kinds, terminal.width),
            word => look_up(&kinds, &word, terminal.width)?,
        };
        terminal.print(&text)?;
        Ok(Exit::Success)
    }
}

/// Writes what a word means: both the kind and the entry, where there is one of each.
fn look_up(kinds: &[Kind], word: &str, width: usize) -> Result<String> {
    let mut pages: Vec<String> =
        listing::find_entries(kinds, word).into_iter().map(|(kind, it)| listing::page(kind, it, width)).collect();
    pages.extend(listing::find_kinds(kinds, word).into_iter().map(|it| listing::summary(it, width)));
    if !pages.is_empty() {
        return Ok(pages.join("\n"));
    }
    let names = kinds.iter().flat_map(|kind| {
        kind.entries.iter().map(|it| it.name.as_str()).chain([kind.name.as_str(), kind.singular.as_str()])
    });
    let failure = Failure::refused(format!("there is no `{word}` in the language or its library"));
    Err(match nas_grammar::diagnostic::nearest(word, names) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`nas list` shows all there is"),
    }
    .into())
}
