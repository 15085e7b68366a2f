//! Whether a search fits a machine.

use nas_grammar::{Diagnostic, codes};

use super::{NoneAlternative, Regime, Supernet, supernet};
use crate::{
    ir::spec::{Program, Search},
    number::bytes,
    vocabulary::STRATEGIES,
};

/// Returns a warning for every search whose supernet takes more memory to train than a machine has.
pub fn unfit(program: &Program, machine: u64) -> Vec<Diagnostic> {
    let searches = program.searches.values();
    searches
        .filter_map(|it| Some((it, trained(program, it)?)))
        .filter_map(|it| too_large(it.0, &it.1, machine))
        .collect()
}

/// A supernet and how a search trains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trained {
    /// Its size.
    pub supernet: Supernet,
    /// How its weights are trained.
    pub regime: Regime,
}

impl Trained {
    /// Returns the bytes that it takes at least.
    pub fn memory(&self) -> u64 {
        self.supernet.memory(self.regime)
    }
}

/// Returns the supernet that a search trains; nothing where it trains none.
pub fn trained(program: &Program, search: &Search) -> Option<Trained> {
    let strategy = &search.strategy;
    if !STRATEGIES.find(&strategy.name)?.facts.relaxes {
        return None;
    }
    let none = if strategy.bool("none") { NoneAlternative::Picked } else { NoneAlternative::Never };
    let supernet = supernet(program.spaces.get(&search.space)?, none).ok()?;
    let moments = u64::from(strategy.float("momentum") != 0.0);
    Some(Trained { supernet, regime: Regime { batch: strategy.int("batch").max(1) as u64, moments } })
}

fn too_large(search: &Search, trained: &Trained, machine: u64) -> Option<Diagnostic> {
    let Trained { supernet, regime } = trained;
    let memory = trained.memory();
    if memory <= machine {
        return None;
    }
    let message =
        format!("the supernet takes at least {} to train, and this machine has {}", bytes(memory), bytes(machine));
    let batch = regime.batch;
    let activations = Supernet { params: 0, logits: 0, ..supernet.clone() }.memory(*regime);
    let largest = supernet.shares.iter().max_by_key(|it| it.activations).filter(|it| !it.name.is_empty());
    let most = largest
        .map_or(String::new(), |it| format!(", of them {} in `{}`", bytes(regime.memory(0, it.activations)), it.name));
    let label = format!("{} of it are the activations of a batch of {batch}{most}", bytes(activations));
    let fits = supernet.batch_within(machine, *regime);
    let help = if fits >= 2 {
        format!("`batch: {fits}` takes no more than there is; fewer channels or layers also help")
    } else {
        "no batch is small enough: take fewer channels, layers or alternatives".to_owned()
    };
    let span = search.strategy.span;
    Some(Diagnostic::warning(&codes::EXCEEDS_MEMORY, span, message).label(label).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile};

    const TEXT: &str = "
space Small {
  input x: image[1, 8, 8]
  x -> conv(8) -> oneof { wide: conv(8, 5), narrow: conv(8, 3), skip: identity() } -> global_avg_pool() -> linear(10)
}
task digits = classification { data: digits() }
search quick {
  space: Small
  task: digits
  strategy: darts(batch: 100)
  estimator: train()
  maximize accuracy
}
";

    #[test]
    fn a_search_that_exceeds_the_machine_is_warned_of() {
        let program = compile(&Library(&[]), "main.nas", TEXT).program;
        let Trained { supernet, regime } = trained(&program, &program.searches["quick"]).unwrap();
        // 72 + 64 * 25 + 64 * 9 weights and 90 of the linear layer.
        assert_eq!((supernet.params, supernet.logits), (72 + 1_600 + 576 + 90, 3));
        assert_eq!(supernet.macs, 64 * (72 + 1_600 + 576) + 80);
        // The input, and the first convolution, three alternatives and their sum with 8 channels each.
        assert_eq!(supernet.activations, 64 + 5 * 512 + 8 + 10);
        let memory = supernet.memory(regime);
        assert_eq!(memory, 4 * (3 * 2_338 + 4 * 3 + 100 * 2_642));
        assert_eq!(unfit(&program, memory), []);
        let [warning] = &unfit(&program, memory - 1)[..] else { panic!("one search is too large") };
        assert_eq!(warning.message, "the supernet takes at least 1.08 MB to train, and this machine has 1.08 MB");
        assert_eq!(
            warning.help.as_deref(),
            Some("`batch: 99` takes no more than there is; fewer channels or layers also help")
        );
        let [warning] = &unfit(&program, 1_000)[..] else { panic!("one search is too large") };
        assert_eq!(
            warning.help.as_deref(),
            Some("no batch is small enough: take fewer channels, layers or alternatives")
        );
    }
}
