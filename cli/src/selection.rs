//! Which space of which file is meant.

use std::path::Path;

use anyhow::Result;
use nas_compiler::ir::{Scalar, Space};

use crate::{
    failure::Failure,
    project::{self, Project, read_architecture},
    terminal::Terminal,
};

/// A file, a space of it and values for the space's parameters.
#[derive(Debug, clap::Args)]
pub struct Selection {
    /// The file, or a standard module such as `std::nasbench201`.
    file: String,
    /// The space, where there are several.
    #[arg(long, value_name = "NAME")]
    space: Option<String>,
    /// A value for a parameter of the space; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = argument)]
    set: Vec<(String, Scalar)>,
}

impl Selection {
    /// Compiles the file, and shows what is wrong with it. Fails if anything is.
    pub fn open(&self, terminal: &mut Terminal) -> Result<Project> {
        project::open(&self.file, &self.set, terminal)
    }

    /// Finds the space.
    pub fn space<'a>(&self, project: &'a Project) -> Result<&'a Space> {
        self.taking_all(project.space(self.space.as_deref())?)
    }

    /// Finds the space, where it is not clear from its name the one of an architecture.
    pub fn space_of<'a>(&self, project: &'a Project, architecture: Option<&Path>) -> Result<&'a Space> {
        let Some(path) = architecture else { return self.space(project) };
        self.taking_all(project.space_of(self.space.as_deref(), &read_architecture(path)?)?)
    }

    /// Checks that a space takes all arguments that were given.
    fn taking_all<'a>(&self, space: &'a Space) -> Result<&'a Space> {
        let is_taken = |name: &str| space.arguments.iter().any(|it| it.0 == name);
        match self.set.iter().find(|it| !is_taken(&it.0)) {
            Some((name, _)) => {
                let known = space.arguments.iter().map(|it| it.0.as_str());
                let message = format!("the space `{}` has no parameter `{name}`", space.name);
                Err(Failure::refused(message).suggest(name, known).into())
            }
            None => Ok(space),
        }
    }
}

/// Reads `c=16`.
pub fn argument(text: &str) -> Result<(String, Scalar), String> {
    let (name, value) = text.split_once('=').ok_or("it should be `name=value`, such as `c=16`")?;
    let int = || value.parse().ok().or_else(|| nas_grammar::count(value)).map(Scalar::Int);
    let float = || value.parse().map(Scalar::Float).ok();
    let bool = || value.parse().map(Scalar::Bool).ok();
    let scalar = int().or_else(float).or_else(bool).unwrap_or_else(|| Scalar::Str(value.to_owned()));
    Ok((name.trim().to_owned(), scalar))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_the_type_that_they_look_like() {
        assert_eq!(argument("c=16"), Ok(("c".to_owned(), Scalar::Int(16))));
        assert_eq!(argument("c=64k"), Ok(("c".to_owned(), Scalar::Int(64_000))));
        assert_eq!(argument("rate=0.5"), Ok(("rate".to_owned(), Scalar::Float(0.5))));
        assert_eq!(argument("se=true"), Ok(("se".to_owned(), Scalar::Bool(true))));
        assert!(argument("c:16").is_err());
    }
}
