//! Prints every published number of the standard library beside the one that is found, and fails if one differs. With
//! `--markdown` it prints the page of the reference about them instead.
#![expect(clippy::print_stdout, reason = "an example shows something")]

use std::process::ExitCode;

#[path = "../tests/zoo/mod.rs"]
mod zoo;

use zoo::{Found, Published};

fn main() -> Result<ExitCode, String> {
    let markdown = std::env::args().any(|it| it == "--markdown");
    let (mut all, mut differ) = (vec![], 0);
    for it in zoo::published()? {
        let found = it.found();
        differ += if markdown { 0 } else { report(&it, &found) };
        all.push((it, found));
    }
    if markdown {
        print!("{}", zoo::page::page(&all));
    } else {
        println!("{} numbers, {differ} differ", all.iter().map(|it| it.1.len()).sum::<usize>());
    }
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints a line per number, and returns how many differ.
fn report(published: &Published, found: &Found) -> usize {
    let mut differ = 0;
    for (quantity, expected) in &published.expected {
        let found = found[quantity].as_ref().unwrap_or_else(|error| error);
        let verdict = if found == expected { "ok" } else { "DIFFERS" };
        differ += usize::from(found != expected);
        let subject = format!("{} {}", published.subject(), published.architecture());
        println!("{subject:<75} {quantity:<13} {expected:>26} {found:>26}  {verdict}  {}", published.source);
    }
    differ
}
