//! Published numbers beside what the compiler finds.

use std::collections::BTreeMap;

use nas_compiler::{
    Library,
    automaton::Automaton,
    compile_with,
    cost::cost_of,
    ir::{Architecture, Assignment, CostKind, Scalar, Space},
    point::resolve,
};
use serde::Deserialize;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Quantity {
    /// Architectures of the space, without constraints over costs.
    Architectures,
    /// Trainable scalars.
    Params,
    /// Multiply-accumulates for one input.
    Macs,
}

/// A published number, and what it is about.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Published {
    /// The standard module.
    pub(crate) module: String,
    /// The space in it.
    pub(crate) space: String,
    /// Values for parameters of the space.
    pub(crate) arguments: BTreeMap<String, Scalar>,
    /// The architecture; a space without decisions needs none.
    pub(crate) genotype: Option<String>,
    /// What is counted.
    pub(crate) quantity: Quantity,
    /// The published number.
    pub(crate) expected: String,
    /// Where it is published.
    pub(crate) source: String,
}

impl Published {
    /// Returns what it is about, as it would be written in the language.
    pub(crate) fn subject(&self) -> String {
        let arguments: Vec<String> = self.arguments.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let genotype = self.genotype.as_ref().map_or_else(String::new, |it| format!(", {it}"));
        if arguments.is_empty() {
            return format!("{}::{}{genotype}", self.module, self.space);
        }
        format!("{}::{}({}){genotype}", self.module, self.space, arguments.join(", "))
    }

    /// Returns what the compiler finds; the error says why it finds nothing.
    pub(crate) fn found(&self) -> Result<String, String> {
        let space = self.compile()?;
        match self.quantity {
            Quantity::Architectures => {
                let architectures = Automaton::over_decisions(&space).map_err(|_| "its decisions are too entangled")?;
                Ok(architectures.count().to_string())
            }
            Quantity::Params => self.cost(&space, CostKind::Params),
            Quantity::Macs => self.cost(&space, CostKind::Macs),
        }
    }

    fn compile(&self) -> Result<Space, String> {
        let text = nas_std_spaces::get(&self.module).ok_or("there is no such module")?;
        let arguments: Vec<(String, Scalar)> = self.arguments.clone().into_iter().collect();
        let library = Library(nas_std_spaces::MODULES);
        let mut spaces = compile_with(&library, &self.module, text, &arguments).program.spaces;
        let at = spaces.values().position(|it| it.name.split('(').next() == Some(&self.space));
        at.and_then(|it| spaces.swap_remove_index(it)).map(|it| it.1).ok_or_else(|| "there is no such space".to_owned())
    }

    fn cost(&self, space: &Space, kind: CostKind) -> Result<String, String> {
        Ok(cost_of(space, &self.assignment(space)?, kind).to_string())
    }

    fn assignment(&self, space: &Space) -> Result<Assignment, String> {
        let Some(genotype) = &self.genotype else {
            return if space.decisions.is_empty() { Ok(Assignment(vec![])) } else { Err("it is not fixed".to_owned()) };
        };
        let text = nas_std_spaces::GENOTYPES.iter().find(|it| it.0 == genotype).ok_or("there is no such genotype")?.1;
        let mut architecture: Architecture = ron::from_str(text).map_err(|it| it.to_string())?;
        architecture.space.clone_from(&space.name);
        resolve(space, &architecture).map_err(|it| it.to_string())
    }
}

/// Reads all published numbers.
pub(crate) fn published() -> Result<Vec<Published>, String> {
    ron::from_str(nas_std_spaces::PUBLISHED).map_err(|it| it.to_string())
}
