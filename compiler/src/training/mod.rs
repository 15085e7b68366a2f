//! What training takes: the memory of a network under a recipe, of a supernet under a strategy, and whether that fits a
//! machine.
//!
//! All amounts count what any implementation has to hold: weights, one gradient and the optimiser's numbers for each of
//! them, and the value of every operation for every input of a batch until the way back has used it. What an
//! implementation holds besides comes on top.

mod fit;
mod supernet;

use crate::{
    cost::ELEMENT,
    ir::{
        Network,
        spec::{Call, Train},
    },
    sections::default_recipe,
    vocabulary::{Moments, OPTIMIZERS},
};

pub use fit::{Trained, trained, unfit};
pub use supernet::{NoSupernet, NoneAlternative, Share, Supernet, supernet};

/// How a network is trained, as far as memory is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regime {
    /// Inputs per step.
    pub batch: u64,
    /// Numbers that the optimiser keeps of each trainable scalar between steps.
    pub moments: u64,
}

impl Regime {
    /// The regime of a recipe.
    pub fn of(recipe: &Train) -> Self {
        Self { batch: u64::from(recipe.batch), moments: moments(&recipe.optimizer) }
    }

    /// Returns the bytes that so many trainable scalars and so many elements of activations for one input take.
    pub fn memory(self, params: u64, activations: u64) -> u64 {
        let numbers = params.saturating_mul(2 + self.moments).saturating_add(activations.saturating_mul(self.batch));
        numbers.saturating_mul(ELEMENT)
    }
}

/// The regime of the recipe that holds where none is named.
impl Default for Regime {
    fn default() -> Self {
        let recipe = default_recipe(nas_grammar::Span::default());
        recipe.map_or(Self { batch: 1, moments: 0 }, |it| Self::of(&it))
    }
}

/// Returns how many numbers an optimiser keeps of each trainable scalar.
fn moments(optimizer: &Call) -> u64 {
    match OPTIMIZERS.find(&optimizer.name).map(|it| it.facts.moments) {
        Some(Moments::Always(count)) => count,
        Some(Moments::Unless0(parameter)) => u64::from(optimizer.float(parameter) != 0.0),
        None => 0,
    }
}

/// Returns the elements of the values of all operations, inputs included, for one input: each is kept for the way back.
pub fn activations(network: &Network) -> u64 {
    let elements = |shape: &[usize]| shape.iter().fold(1, |size: u64, it| size.saturating_mul(*it as u64));
    network.operations.iter().map(|it| elements(&it.shape)).fold(0, u64::saturating_add)
}

/// Returns the bytes that training a network takes at least: parameters, their gradients, the optimiser's numbers, and the
/// activations of a batch.
pub fn training_memory(network: &Network, regime: Regime) -> u64 {
    regime.memory(network.params(), activations(network))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile, instantiate::instantiate, ir::Assignment};

    #[test]
    fn training_takes_weights_gradients_moments_and_activations() {
        let text = "
space Small {
  input x: image[1, 4, 4]
  x -> conv(2, 3) -> relu() -> global_avg_pool() -> linear(3)
}
train momentum { batch: 10 }
train plain { batch: 10, optimizer: sgd(momentum: 0) }
train adam { batch: 10, optimizer: adamw() }
";
        let program = compile(&Library(&[]), "main.nas", text).program;
        let network = instantiate(&program.spaces["Small"], &Assignment(vec![]));
        // 9 * 2 weights, and 2 * 3 + 3; values of 16, 32, 32, 2 and 3 elements.
        assert_eq!((network.params(), activations(&network)), (27, 85));
        assert_eq!(Regime::default(), Regime { batch: 64, moments: 1 });
        let memory = |recipe: &str| training_memory(&network, Regime::of(&program.trains[recipe]));
        assert_eq!(memory("plain"), 4 * (2 * 27 + 850));
        assert_eq!(memory("momentum"), 4 * (3 * 27 + 850));
        assert_eq!(memory("adam"), 4 * (4 * 27 + 850));
    }
}
