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
    /// The position of the earlier operation whose weights it uses, if it has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tied: Option<usize>,
    /// Positions of the operations whose values it takes; all smaller than its own.
    pub inputs: Vec<usize>,
    /// What its value is.
    pub kind: TensorKind,
    /// The dimensions of its value, without the batch.
    pub shape: Vec<usize>,
    /// Trainable scalars of its own.
    pub params: u64,
    /// Multiply-accumulates for one input.
    pub macs: u64,
    /// A readable name, unique in the network: `searched.node1.input0/conv`.
    pub name: String,
    /// The node of the space it comes from: the key under which weights are shared between architectures, if it is not
    /// tied.
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
    /// Trainable scalars: weights, biases and affine norm parameters; at most 2^64 - 1, as every cost.
    pub fn params(&self) -> u64 {
        self.operations.iter().map(|it| it.params).fold(0, u64::saturating_add)
    }

    /// Multiply-accumulates of convolutions, linear layers and attention products for one input.
    pub fn macs(&self) -> u64 {
        self.operations.iter().map(|it| it.macs).fold(0, u64::saturating_add)
    }

    /// What an operation is, for a table of measured times: `conv(out: 8, kernel_h: 3, …) of image[1, 8, 8]`.
    pub fn key(&self, at: usize) -> String {
        let operation = &self.operations[at];
        let args = operation.args.iter().map(|(name, value)| (name.as_str(), value));
        let inputs = operation.inputs.iter().map(|it| &self.operations[*it]);
        operation_key(&operation.op, args, inputs.map(|it| (it.kind, it.shape.as_slice())))
    }

    /// Returns whether an operation takes time: inputs and what merely forwards its input do not.
    pub fn takes_time(&self, at: usize) -> bool {
        takes_time(&self.operations[at].op)
    }

    /// The sum of the operations' times on a device in picoseconds; nothing if one was not measured.
    pub fn latency(&self, picoseconds: &IndexMap<String, u64>) -> Option<u64> {
        let mut timed = (0..self.operations.len()).filter(|it| self.takes_time(*it));
        timed.try_fold(0, |sum: u64, it| Some(sum.saturating_add(*picoseconds.get(&self.key(it))?)))
    }

    /// The longest path from an input to the output, counted in operations that have parameters.
    pub fn depth(&self) -> u64 {
        let mut depths: Vec<u64> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            let before = operation.inputs.iter().map(|it| depths[*it]).max().unwrap_or(0);
            let holder = operation.tied.map_or(operation, |it| &self.operations[it]);
            depths.push(before + u64::from(holder.params > 0));
        }
        depths.get(self.output).copied().unwrap_or(0)
    }
}

/// What an operation is, for a table of measured times.
pub(crate) fn operation_key<'a>(
    op: &str,
    args: impl Iterator<Item = (&'a str, &'a Scalar)>,
    inputs: impl Iterator<Item = (TensorKind, &'a [usize])>,
) -> String {
    let args: Vec<String> = args.map(|(name, value)| format!("{name}: {value}")).collect();
    let inputs: Vec<String> = inputs.map(|(kind, shape)| format!("{kind}{shape:?}")).collect();
    format!("{op}({}) of {}", args.join(", "), inputs.join(", "))
}

/// Returns whether an operation takes time: inputs and what merely forwards its input do not.
pub(crate) fn takes_time(op: &str) -> bool {
    !matches!(op, "input" | "identity")
}
