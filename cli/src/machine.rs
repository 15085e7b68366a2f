//! The machine that searches run on.

use nas_compiler::{ir::spec::Program, training::unfit};
use nas_grammar::Diagnostic;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// Returns the bytes of memory that there are: those of the machine, or fewer where a group of processes may take no more.
/// Nothing where the operating system does not say.
pub fn memory() -> Option<u64> {
    let ram = MemoryRefreshKind::nothing().with_ram();
    let system = System::new_with_specifics(RefreshKind::nothing().with_memory(ram));
    let most = system.cgroup_limits().map_or(u64::MAX, |it| it.total_memory);
    Some(system.total_memory().min(most)).filter(|it| *it > 0)
}

/// Warns of the searches of a program that need more memory than there is: as much as is said, or this machine's.
pub fn warnings(program: &Program, said: Option<u64>) -> Vec<Diagnostic> {
    said.or_else(memory).map_or(vec![], |it| unfit(program, it))
}

/// Reads `16GB` or `512MiB`, with the units of the language.
pub fn amount(text: &str) -> Result<u64, String> {
    let number = nas_grammar::memory(&text.replace(' ', ""));
    number.ok_or_else(|| "it should be an amount of memory, such as `16GB`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_units_of_the_language() {
        assert_eq!(amount("16GB"), Ok(16_000_000_000));
        assert_eq!(amount("1.5 KiB"), Ok(1_536));
        assert_eq!(amount("7B"), Ok(7));
        assert!(amount("16").is_err() && amount("-1GB").is_err() && amount("GB").is_err());
    }

    #[test]
    fn this_machine_has_memory() {
        assert!(memory().is_some_and(|it| it > 1_000_000));
    }
}
