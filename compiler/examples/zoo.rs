//! Prints every published number of the standard library beside the one that is found, and fails if one differs.
#![expect(clippy::print_stdout, reason = "an example shows something")]

use std::process::ExitCode;

#[path = "../tests/zoo/mod.rs"]
mod zoo;

fn main() -> Result<ExitCode, String> {
    let mut differ = 0;
    let all = zoo::published()?;
    for it in &all {
        let found = it.found().unwrap_or_else(|error| error);
        let verdict = if found == it.expected { "ok" } else { "DIFFERS" };
        differ += usize::from(found != it.expected);
        let quantity = format!("{:?}", it.quantity).to_lowercase();
        println!("{:<55} {quantity:<13} {:>26} {found:>26}  {verdict}  {}", it.subject(), it.expected, it.source);
    }
    println!("{} numbers, {differ} differ", all.len());
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
