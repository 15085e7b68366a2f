//! By which recipe a network is trained, where a command asks what that takes.

use nas_compiler::{
    ir::spec::Program,
    number::bytes,
    training::{Regime, Supernet, Trained, trained},
};

use crate::{
    failure::Failure,
    number::grouped,
    table::{Side, Table},
};

/// A recipe, as far as memory is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// Its name; nothing for the one that holds where none is named.
    pub name: Option<String>,
    /// What matters of it.
    pub regime: Regime,
}

impl Recipe {
    /// Finds a recipe of a program by name; the only one, or the one that holds where none is named, without a name.
    pub fn of(program: &Program, name: Option<&str>) -> Result<Self, Failure> {
        let known = || program.trains.keys().map(String::as_str);
        let found = match name {
            Some(name) => Some(program.trains.get(name).ok_or_else(|| {
                Failure::refused(format!("there is no training recipe `{name}`")).suggest(name, known())
            })?),
            None if program.trains.len() == 1 => program.trains.values().next(),
            None => None,
        };
        let named = found.map(|it| Self { name: Some(it.name.clone()), regime: Regime::of(it) });
        Ok(named.unwrap_or(Self { name: None, regime: Regime::default() }))
    }

    /// Says which it is, by its name and its batch.
    pub fn describe(&self) -> String {
        let name = self.name.as_ref().map_or("the default recipe".to_owned(), |it| format!("recipe `{it}`"));
        format!("{name}, a batch of {}", grouped(self.regime.batch))
    }
}

/// Returns what the first search of a program that relaxes a space trains; nothing where none does.
pub fn searched(program: &Program, space: &str) -> Option<Trained> {
    let searches =
        program.searches.values().filter(|it| program.spaces.get(&it.space).is_some_and(|it| it.name == space));
    searches.into_iter().find_map(|it| trained(program, it))
}

/// Writes the size of a supernet, and what each part of the space has of it.
pub fn supernet(supernet: &Supernet, regime: Regime) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Right)]);
    table.row(["params".to_owned(), grouped(supernet.params)]);
    table.row(["logits".to_owned(), grouped(supernet.logits)]);
    table.row(["macs".to_owned(), grouped(supernet.macs)]);
    table.row(["training".to_owned(), bytes(supernet.memory(regime))]);
    let mut shares = Table::new(&[("part", Side::Left), ("params", Side::Right), ("activations", Side::Right)]);
    for share in &supernet.shares {
        let name = if share.name.is_empty() { "(the rest)" } else { share.name.as_str() };
        let activations = bytes(regime.memory(0, share.activations));
        shares.row([name.to_owned(), grouped(share.params), activations]);
    }
    format!("{}\n{}", table.render(2), shares.render(2))
}
