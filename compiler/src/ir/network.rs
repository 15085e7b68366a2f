//! One architecture, with every expression evaluated.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{NodeId, Scalar, TensorKind};

/// One operation of a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// The primitive's name, or `input`.
    pub op: String,
    /// Every parameter of the primitive with its value.
    pub args: IndexMap<String, Scalar>,
    /// Positions of the operations whose values it takes; all smaller than its own.
    pub inputs: Vec<usize>,
    /// What its value is.
    pub kind: TensorKind,
    /// The dimensions of its value, without the batch.
    pub shape: Vec<usize>,
    /// Trainable scalars.
    pub params: u64,
    /// Multiply-accumulates for one input.
    pub macs: u64,
    /// A readable name, unique in the network: `searched.node1.input0/conv`.
    pub name: String,
    /// The node of the space it comes from: the key under which weights are shared between architectures.
    pub origin: NodeId,
}

/// One architecture: what is trained, exported, drawn, hashed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// The version of this form, [`super::FORMAT`].
    pub format: u32,
    /// The space it comes from.
    pub space: String,
    /// The operations, each after its inputs.
    pub operations: Vec<Operation>,
    /// The position of the operation whose value is the output.
    pub output: usize,
}

impl Network {
    /// Trainable scalars: weights, biases and affine norm parameters.
    pub fn params(&self) -> u64 {
        self.operations.iter().map(|it| it.params).sum()
    }

    /// Multiply-accumulates of convolutions, linear layers and attention products for one input.
    pub fn macs(&self) -> u64 {
        self.operations.iter().map(|it| it.macs).sum()
    }

    /// The longest path from an input to the output, counted in operations that have parameters.
    pub fn depth(&self) -> u64 {
        let mut depths: Vec<u64> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let before = operation.inputs.iter().map(|it| depths[*it]).max().unwrap_or(0);
            depths.push(before + u64::from(operation.params > 0));
        }
        depths.get(self.output).copied().unwrap_or(0)
    }
}
