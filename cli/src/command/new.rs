//! `nas new`

use std::{fs::OpenOptions, io::Write as _, path::PathBuf};

use anyhow::Result;

use crate::{
    exit::Exit,
    failure::Failure,
    paint::{GOOD, paint},
    terminal::Terminal,
    world::reason,
};

const EXAMPLES: &str = "\
Examples:
  nas new first.nas                        A small space and a search that runs in a minute
  nas new cells.nas --space nasbench201    The cells of NAS-Bench-201, from the standard library";

/// Writes a commented file to begin with.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct New {
    /// The file to write; it must not exist.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What it begins with.
    #[arg(long, value_enum, default_value_t)]
    space: Template,
}

/// A file to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Template {
    /// A small space on embedded data.
    #[default]
    Tiny,
    /// The cells of NAS-Bench-201 on CIFAR-10.
    Nasbench201,
}

impl Template {
    fn text(self) -> &'static str {
        match self {
            Self::Tiny => include_str!("../../templates/tiny.nas"),
            Self::Nasbench201 => include_str!("../../templates/nasbench201.nas"),
        }
    }
}

impl New {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Exit> {
        let shown = self.file.display();
        if self.file.extension().is_none_or(|it| it != "nas") {
            let help = format!("`nas new {shown}.nas`");
            return Err(Failure::usage(format!("{shown} does not end in .nas")).help(help).into());
        }
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(&self.file).map_err(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => {
                    Failure::refused(format!("{shown} exists already")).help("choose another name; nothing was changed")
                }
                _ => Failure::failed(format!("{shown} cannot be written: {}", reason(&error))),
            })?;
        file.write_all(self.space.text().as_bytes())?;
        terminal.print(&format!("{} {shown}\n", paint(GOOD, "wrote")))?;
        terminal.note(&format!("\nnext:\n  nas check {shown}\n  nas search {shown}"))?;
        Ok(Exit::Success)
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;
    use crate::world::Disk;

    #[test]
    fn templates_are_sound_and_formatted() {
        for template in Template::value_variants() {
            let text = template.text();
            let compilation = nas_compiler::compile(&Disk { root: PathBuf::new() }, "new.nas", text);
            assert_eq!(compilation.diagnostics, [], "{template:?}");
            assert!(!compilation.program.searches.is_empty(), "{template:?}");
            assert_eq!(nas_grammar::format(text).unwrap(), text, "{template:?}");
        }
    }
}
