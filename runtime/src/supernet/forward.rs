//! The forward pass of a supernet.

use std::collections::BTreeMap;

use burn::{
    module::Param,
    tensor::{Tensor, TensorData, activation::softmax},
};
use nas_compiler::ir::DecisionId;

use super::{
    Structure, Supernet,
    plan::{Body, Step, Variant, Weight},
};
use crate::{
    layers::{Inputs, LayerError, Value},
    network::{NetworkError, Values},
};

/// The probabilities of all values of the relaxed decisions, computed once a pass.
struct Probabilities(BTreeMap<DecisionId, Tensor<1>>);

impl Probabilities {
    /// Returns a weight as a tensor of one element.
    fn get(&self, weight: &Weight) -> Option<Tensor<1>> {
        let all = self.0.get(&weight.decision)?.clone();
        if let [index] = weight.indices.as_slice() {
            let index = *index as usize;
            return Some(all.narrow(0, index, 1));
        }
        let mut taken = vec![0.0f32; all.dims()[0]];
        for index in &weight.indices {
            taken[*index as usize] = 1.0;
        }
        let count = taken.len();
        let taken = Tensor::from_data(TensorData::new(taken, [count]), &all.device());
        Some((all * taken).sum())
    }

    fn scale(&self, value: Value, weight: Option<&Weight>) -> Result<Value, LayerError> {
        match weight {
            Some(it) => value.scale(self.get(it).ok_or_else(|| LayerError::Unknown("a weight".into()))?),
            None => Ok(value),
        }
    }
}

impl Supernet {
    /// Applies the supernet to a batch.
    ///
    /// # Shapes
    /// - input: `[batch, …]` as the space's input declares
    /// - output: `[batch, …]` as the space's output declares
    ///
    /// # Errors
    /// The input has another kind or shape, or a layer gives another shape than it declares.
    #[expect(clippy::needless_pass_by_value, reason = "models consume their input, as networks do")]
    pub fn forward(&self, input: Value) -> Result<Value, NetworkError> {
        let Structure { plan, positions, uses, .. } = self.structure.as_ref();
        let probabilities = self.softmax();
        let mut values = Values::new(uses);
        for (at, step) in plan.steps.iter().enumerate() {
            let inputs = step.links.iter().map(|it| {
                let value = values.take(positions[&it.source]).ok_or_else(|| NetworkError::Order(step.name.clone()))?;
                probabilities.scale(value, it.weight.as_ref()).map_err(NetworkError::at(&step.name))
            });
            let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
            let value = self.run(step, inputs, &input, &probabilities).map_err(NetworkError::at(&step.name))?;
            values.put(at, checked(step, value)?);
        }
        values.take(positions[&plan.output]).ok_or_else(|| NetworkError::Order("output".into()))
    }

    fn softmax(&self) -> Probabilities {
        let decisions = self.structure.decisions.iter().map(|it| it.0);
        Probabilities(decisions.zip(self.alphas.iter().map(Param::val)).map(|(id, it)| (id, softmax(it, 0))).collect())
    }

    fn run(
        &self,
        step: &Step,
        inputs: Vec<Value>,
        input: &Value,
        probabilities: &Probabilities,
    ) -> Result<Value, LayerError> {
        match &step.body {
            Body::Input if input.signature() == step.signature => Ok(input.clone()),
            Body::Input => Err(LayerError::input(&step.signature, input)),
            Body::Mixture => total(inputs.into_iter().map(Ok)),
            Body::Layers { variants, .. } => total(self.variants(step, variants).map(|(variant, layer)| {
                let layer = self.weights.get(layer).ok_or_else(|| LayerError::Unknown(step.name.clone()))?;
                let value = layer.forward(Inputs(inputs.clone()))?;
                probabilities.scale(value, variant.weight.as_ref())
            })),
        }
    }

    fn variants<'a>(&'a self, step: &Step, variants: &'a [Variant]) -> impl Iterator<Item = (&'a Variant, usize)> {
        let layers = self.structure.layers.get(&step.node);
        variants.iter().zip(layers.into_iter().flatten().copied())
    }
}

fn total(values: impl Iterator<Item = Result<Value, LayerError>>) -> Result<Value, LayerError> {
    let sum = values.reduce(|sum, value| sum?.plus(value?));
    sum.unwrap_or(Err(LayerError::Arity { expected: 1, found: 0 }))
}

fn checked(step: &Step, value: Value) -> Result<Value, NetworkError> {
    let found = value.signature();
    if step.signature == found {
        return Ok(value);
    }
    Err(NetworkError::Output { name: step.name.clone(), declared: step.signature.clone(), found })
}
