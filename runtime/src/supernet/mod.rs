//! Supernets: all architectures of a space as one differentiable network (DARTS, Liu et al. 2019).
//!
//! A choice becomes the sum of its alternatives, each weighted by the probability that the decision takes it: the
//! softmax of one logit per value. A primitive whose arguments depend on a decision becomes such a sum of its
//! variants. What a `pick` chooses from all stays in, with weight 1. A space in which a shape depends on a decision
//! has no supernet.

mod error;
mod forward;
mod level;
mod partial;
mod plan;
mod relax;

#[cfg(test)]
mod example;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use burn::{
    module::{Module, Param, ParamId},
    tensor::{Device, Tensor, activation::softmax},
};
use indexmap::IndexMap;
use nas_compiler::ir::{self, DecisionId, NodeId, Operation, Scalar, Space};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

pub use error::{InheritError, RelaxError};

use crate::{
    layers::{Init, Layer, LayerError, NamedLayers, Signature, Site, Value, trainable},
    network::{Network, NetworkError},
    train::Model,
};
use plan::{Body, Plan, Step, Variant};

/// How a space is relaxed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Relaxation {
    /// Whether a choice whose value a `pick` may leave out has one more alternative, which gives zeros: the `none` of
    /// DARTS. It takes one more logit, after those of the decision's values.
    pub none: bool,
    /// Whether the alternatives of a mixture are brought to one scale, as in DARTS: batch normalisations have no scale
    /// and shift of their own, and one follows each pooling that is an alternative. Otherwise what a logit takes away,
    /// a learned scale gives back. No architecture with batch normalisations inherits from such a supernet.
    pub level: bool,
}

/// The supernet of a space.
///
/// Its parameters are the weights of all layers and, apart from them, the logits of the relaxed decisions; an
/// optimiser of the one kind is given the gradients of [`weight_ids`](Self::weight_ids), of the other those of
/// [`alpha_ids`](Self::alpha_ids).
#[derive(Module, Debug)]
pub struct Supernet {
    weights: NamedLayers,
    alphas: Vec<Param<Tensor<1>>>,
    #[module(skip)]
    structure: Arc<Structure>,
}

/// The positions of each node's layers, one per variant.
type Positions = BTreeMap<NodeId, Vec<usize>>;

/// What stays the same when weights change.
#[derive(Debug)]
struct Structure {
    plan: Plan,
    /// The relaxed decisions, each with its path, in the order of the logits.
    decisions: Vec<(DecisionId, String)>,
    /// The positions of each node's layers, one per variant.
    layers: Positions,
    /// The position of each node among the plan's steps.
    positions: BTreeMap<NodeId, usize>,
    /// How often each step's value is used, counting the output.
    uses: Vec<u32>,
}

impl Structure {
    fn new(space: &Space, plan: Plan, layers: Positions) -> Self {
        let decisions = plan.logits.keys().map(|it| (*it, space.decision(*it).path.clone())).collect();
        let positions: BTreeMap<_, _> = plan.steps.iter().enumerate().map(|(at, it)| (it.node, at)).collect();
        let mut uses = vec![0; plan.steps.len()];
        for source in plan.steps.iter().flat_map(|it| &it.links).map(|it| it.source).chain([plan.output]) {
            uses[positions[&source]] += 1;
        }
        Self { plan, decisions, layers, positions, uses }
    }
}

impl Supernet {
    /// Builds the supernet of a space with the initial weights that a seed stands for. Logits start normal with
    /// deviation 0.001.
    ///
    /// # Errors
    /// A part of the space cannot be relaxed; the error names the decision and says why.
    pub fn init(space: &Space, relaxation: Relaxation, seed: u64, device: &Device) -> Result<Self, RelaxError> {
        let plan = relax::relax(space, relaxation)?;
        let inputs = plan.steps.iter().filter(|it| matches!(it.body, Body::Input)).count();
        if inputs != 1 {
            return Err(NetworkError::Inputs { expected: inputs, found: 1 }.into());
        }
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut init = Init::new(&mut rng, device);
        let (weights, layers) = build(&plan, &mut init)?;
        let alphas = plan.logits.values().map(|it| init.normal([*it], 1e-3)).collect();
        Ok(Self { weights, alphas, structure: Arc::new(Structure::new(space, plan, layers)) })
    }

    /// Returns the relaxed decisions with their paths and logits, in the order of the space. Logit `i` is that of the
    /// decision's value `i`; one more, if there is, that of `none`.
    pub fn alphas(&self) -> impl Iterator<Item = (DecisionId, &str, &Param<Tensor<1>>)> {
        self.structure.decisions.iter().zip(&self.alphas).map(|((id, path), alpha)| (*id, path.as_str(), alpha))
    }

    /// Returns the probability of each value of each relaxed decision, in the order of [`alphas`](Self::alphas).
    pub fn probabilities(&self) -> Vec<(DecisionId, Vec<f32>)> {
        let numbers = |alpha: &Param<Tensor<1>>| softmax(alpha.val(), 0).into_data().iter::<f32>().collect();
        self.alphas().map(|(id, _, alpha)| (id, numbers(alpha))).collect()
    }

    /// Sets the logits of one decision; they are truncated or filled with 0 to as many as it has. Returns the supernet
    /// unchanged if the decision is not relaxed.
    #[must_use]
    pub fn with_alpha(mut self, decision: DecisionId, logits: &[f32]) -> Self {
        let position = self.structure.decisions.iter().position(|it| it.0 == decision);
        if let Some(alpha) = position.and_then(|it| self.alphas.get_mut(it)) {
            let mut logits = logits.to_vec();
            logits.resize(alpha.dims()[0], 0.0);
            *alpha = alpha.clone().map(|old| {
                let tensor = Tensor::from_data(logits.as_slice(), &old.device());
                tensor.set_require_grad(old.is_require_grad())
            });
        }
        self
    }

    /// Returns the ids of the logits.
    pub fn alpha_ids(&self) -> Vec<ParamId> {
        self.alphas.iter().map(|it| it.id).collect()
    }

    /// Returns the ids of the layers' weights.
    pub fn weight_ids(&self) -> Vec<ParamId> {
        trainable(&self.weights).into_iter().map(|it| it.0).collect()
    }

    /// Returns all layers.
    pub fn weights(&self) -> &NamedLayers {
        &self.weights
    }

    /// Builds the network of one architecture of the space with copies of the supernet's weights, found by the
    /// operations' origin and arguments.
    ///
    /// # Errors
    /// The network is not of this supernet's space.
    pub fn inherit(&self, network: &ir::Network) -> Result<Network, InheritError> {
        let mut missing = None;
        let result = Network::assemble(network, |site| {
            self.layer(site.operation).cloned().ok_or_else(|| {
                missing = Some(site.operation.name.clone());
                LayerError::Unknown(site.operation.op.clone())
            })
        });
        match missing {
            Some(name) => Err(InheritError::Missing(name)),
            None => Ok(result?),
        }
    }

    fn layer(&self, operation: &Operation) -> Option<&Layer> {
        let structure = &self.structure;
        let step = &structure.plan.steps[*structure.positions.get(&operation.origin)?];
        let Body::Layers { op, variants } = &step.body else { return None };
        let equal = |it: &Variant| it.args.iter().all(|(name, value)| operation.args.get(name) == Some(value));
        let variant = variants.iter().position(equal).filter(|_| *op == operation.op)?;
        self.weights.get(*structure.layers.get(&step.node)?.get(variant)?)
    }
}

impl Model for Supernet {
    fn forward(&self, input: Value) -> Result<Value, NetworkError> {
        Self::forward(self, input)
    }
}

/// Builds the layers of all variants, in the order of the nodes.
fn build(plan: &Plan, init: &mut Init<'_>) -> Result<(NamedLayers, Positions), NetworkError> {
    let signatures: BTreeMap<_, _> = plan.steps.iter().map(|it| (it.node, &it.signature)).collect();
    let (mut weights, mut positions) = (NamedLayers::default(), BTreeMap::new());
    // The layers that steps of tied nodes share, by their arguments.
    let mut shared = BTreeMap::<NodeId, Vec<(&[(String, Scalar)], usize)>>::new();
    for step in &plan.steps {
        let Body::Layers { op, variants } = &step.body else { continue };
        let inputs: Vec<Signature> = step.links.iter().map(|it| signatures[&it.source].clone()).collect();
        for (index, variant) in variants.iter().enumerate() {
            let known = shared.entry(step.weights).or_default();
            let position = match known.iter().find(|it| it.0 == variant.args) {
                Some((_, position)) => *position,
                None => {
                    let operation = operation(step, op, variant);
                    let site = Site { operation: &operation, inputs: &inputs };
                    let layer = Layer::build(&site, init).map_err(NetworkError::at(&step.name))?;
                    let position = weights.insert(format!("{}.{index}", step.name), layer);
                    known.push((&variant.args, position));
                    position
                }
            };
            positions.entry(step.node).or_insert_with(Vec::new).push(position);
        }
    }
    Ok((weights, positions))
}

fn operation(step: &Step, op: &str, variant: &Variant) -> Operation {
    Operation {
        op: op.into(),
        args: variant.args.iter().cloned().collect::<IndexMap<_, _>>(),
        tied: None,
        inputs: (0..step.links.len()).collect(),
        kind: step.signature.kind,
        shape: step.signature.dims.clone(),
        params: 0,
        macs: 0,
        name: step.name.clone(),
        origin: step.node,
    }
}
