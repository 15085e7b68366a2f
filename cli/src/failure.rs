//! Why a command cannot do what it was asked, where there is no text of a program to point at.

use std::fmt;

use nas_grammar::{Code, diagnostic::nearest};

use crate::exit::Exit;

/// A reason in one sentence, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How the command ends.
    pub exit: Exit,
    /// The entry of the catalogue, if there is one.
    pub code: Option<&'static Code>,
    /// One sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Failure {
    /// What was asked for does not exist, or a file is wrong.
    pub fn refused(message: impl Into<String>) -> Self {
        Self { exit: Exit::Refused, code: None, message: message.into(), help: None }
    }

    /// The arguments do not fit each other or the file.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, ..Self::refused(message) }
    }

    /// Disk, data or training failed.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { exit: Exit::Failed, ..Self::refused(message) }
    }

    /// Names the entry of the catalogue.
    pub fn code(mut self, code: &'static Code) -> Self {
        self.code = Some(code);
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Suggests the nearest of some names; where none is near, lists them.
    pub fn suggest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(name, known.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self,
            None => self.help(format!("there is {}", enumerate(&known))),
        }
    }
}

/// Lists names in a sentence: `a`, `b` and `c`.
pub fn enumerate(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|it| format!("`{it}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_suggested() {
        let failure = Failure::refused("no").suggest("cov", ["conv", "linear"]);
        assert_eq!(failure.help.as_deref(), Some("did you mean `conv`?"));
    }

    #[test]
    fn without_a_near_name_all_are_listed() {
        let failure = Failure::refused("no").suggest("zebra", ["a", "b", "c"]);
        assert_eq!(failure.help.as_deref(), Some("there is `a`, `b` and `c`"));
    }
}
