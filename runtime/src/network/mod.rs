//! Networks: one architecture as a burn module.

mod error;
mod plan;
mod rescale;
mod values;
mod weights;

#[cfg(test)]
pub(crate) mod example;
#[cfg(test)]
mod published;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tied;

use std::sync::Arc;

use burn::{module::Module, tensor::Device};
use nas_compiler::ir;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

pub use error::NetworkError;
pub use rescale::at_resolution;
pub(crate) use values::Values;

use crate::layers::{Init, Layer, LayerError, NamedLayers, Site, Value};
use plan::{Plan, has_layer, signature};

/// A trainable network.
///
/// On an autodiff device it is in training: batch norm uses the batch, dropout drops. [`Module::valid`] gives its
/// evaluation form, [`Module::train`] the training form again.
#[derive(Module, Debug)]
pub struct Network {
    layers: NamedLayers,
    #[module(skip)]
    plan: Arc<Plan>,
}

impl Network {
    /// Builds a network with the initial weights that a seed stands for, drawn in the order of the operations.
    ///
    /// # Errors
    /// The network is not one that the compiler gives.
    pub fn init(network: &ir::Network, seed: u64, device: &Device) -> Result<Self, NetworkError> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut init = Init::new(&mut rng, device);
        Self::assemble(network, |site| Layer::build(site, &mut init))
    }

    /// Builds a network from layers that are made, or found, for each operation in order.
    pub(crate) fn assemble(
        network: &ir::Network,
        mut layer: impl FnMut(&Site<'_>) -> Result<Layer, LayerError>,
    ) -> Result<Self, NetworkError> {
        let plan = Plan::new(network)?;
        let mut layers = NamedLayers::default();
        for operation in network.operations.iter().filter(|it| has_layer(it)) {
            let inputs: Vec<_> = operation.inputs.iter().map(|it| signature(&network.operations[*it])).collect();
            let site = Site { operation, inputs: &inputs };
            if layers.find(&operation.name).is_some() {
                return Err(NetworkError::Duplicate(operation.name.clone()));
            }
            layers.insert(operation.name.as_str(), layer(&site).map_err(NetworkError::at(&operation.name))?);
        }
        Ok(Self { layers, plan: Arc::new(plan) })
    }

    /// Applies a network with one input to a batch.
    ///
    /// # Shapes
    /// - input: `[batch, …]` as the network's input declares
    /// - output: `[batch, …]` as the network's output declares
    ///
    /// # Errors
    /// The network has another number of inputs, the input has another kind or shape, or a layer gives another shape than
    /// it declares.
    pub fn forward(&self, input: Value) -> Result<Value, NetworkError> {
        self.forward_all(vec![input])
    }

    /// Applies the network to a batch of each of its inputs, in order.
    ///
    /// # Errors
    /// There are more or fewer inputs than the network has, or what [`forward`](Self::forward) says.
    pub fn forward_all(&self, inputs: Vec<Value>) -> Result<Value, NetworkError> {
        let plan = &self.plan;
        if inputs.len() != plan.inputs.len() {
            return Err(NetworkError::Inputs { expected: plan.inputs.len(), found: inputs.len() });
        }
        let mut values = Values::new(&plan.uses);
        for (at, input) in plan.inputs.iter().copied().zip(inputs) {
            if input.signature() != plan.signatures[at] {
                let error = LayerError::input(&plan.signatures[at], &input);
                return Err(NetworkError::at(&plan.names[at])(error));
            }
            values.put(at, input);
        }
        for region in &plan.regions {
            let inputs = region.inputs.iter().map(|it| self.take(&mut values, *it)).collect::<Result<_, _>>()?;
            let value = region.run(&self.layers, inputs).map_err(NetworkError::at(&plan.names[region.output]))?;
            values.put(region.output, self.checked(region.output, value)?);
        }
        self.take(&mut values, plan.output)
    }

    /// Counts the trainable scalars: as many as the architecture declares.
    pub fn parameters(&self) -> u64 {
        self.layers.parameters()
    }

    /// Returns the layers, each under the name of its operation.
    pub fn layers(&self) -> &NamedLayers {
        &self.layers
    }

    fn take(&self, values: &mut Values, position: usize) -> Result<Value, NetworkError> {
        values.take(position).ok_or_else(|| NetworkError::Order(self.plan.names[position].clone()))
    }

    fn checked(&self, position: usize, value: Value) -> Result<Value, NetworkError> {
        let (declared, found) = (&self.plan.signatures[position], value.signature());
        if *declared == found {
            return Ok(value);
        }
        let name = self.plan.names[position].clone();
        Err(NetworkError::Output { name, declared: declared.clone(), found })
    }
}
