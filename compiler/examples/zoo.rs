//! Prints every published number of the standard library beside the one that is found, and fails if one differs. With
//! `--markdown` it prints the page of the reference about them instead.
#![expect(clippy::print_stdout, reason = "an example shows something")]

use std::process::ExitCode;

#[path = "../tests/zoo/mod.rs"]
mod zoo;

use zoo::{Found, Published};

fn main() -> Result<ExitCode, String> {
    let all = zoo::published()?;
    if std::env::args().any(|it| it == "--markdown") {
        let all: Vec<_> = all.into_iter().map(|it| (it.clone(), it.found_soon())).collect();
        print!("{}", zoo::page::page(&all));
        return Ok(ExitCode::SUCCESS);
    }
    let differ: usize = all.iter().map(|it| report(it, &it.found())).sum();
    println!("{} numbers, {differ} differ", all.iter().map(|it| it.expected.len()).sum::<usize>());
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints a line per number, and returns how many differ.
fn report(published: &Published, found: &Found) -> usize {
    let mut differ = 0;
    for (quantity, expected) in &published.expected {
        let found = found[quantity].as_ref().unwrap_or_else(|error| error);
        let verdict = if found == expected { "ok" } else { "DIFFERS" };
        differ += usize::from(found != expected);
        let (expected, found) = (zoo::readable(expected), zoo::readable(found));
        let subject = format!("{} {}", published.subject(), published.architecture());
        println!("{subject:<75} {quantity:<13} {expected:>52} {found:>52}  {verdict}  {}", published.source);
    }
    differ
}
