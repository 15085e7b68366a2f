//! What an export deploys: a network without what makes no difference.

use std::collections::BTreeMap;

use crate::ir::{Network, Operation};

/// Simplifies a network: zeros are absorbed, identities and merges of one tensor contracted, and what the
/// output does not depend on is removed.
pub fn simplify(network: &Network) -> Network {
    let values = values(network);
    let output = match values.get(network.output) {
        Some(Value::Of(it)) => *it,
        _ => network.output,
    };
    keep_alive(network, &values, output)
}

/// Finds what the value of every operation comes down to.
pub(crate) fn values(network: &Network) -> Vec<Value> {
    let mut simplifier = Simplifier { values: Vec::with_capacity(network.operations.len()) };
    for operation in &network.operations {
        let value = simplifier.value(operation);
        simplifier.values.push(value);
    }
    simplifier.values
}

/// Returns whether the output depends on every input through operations that are not `zero`.
pub fn is_connected(network: &Network) -> bool {
    ignored_inputs(network).next().is_none()
}

/// Returns the positions of the inputs on which the output does not depend through operations that are not `zero`.
pub fn ignored_inputs(network: &Network) -> impl Iterator<Item = usize> {
    let mut reached = vec![false; network.operations.len()];
    let mut open = vec![network.output];
    while let Some(at) = open.pop() {
        let operation = &network.operations[at];
        if !std::mem::replace(&mut reached[at], true) && operation.op != "zero" {
            open.extend(&operation.inputs);
        }
    }
    let operations = network.operations.iter().zip(reached).enumerate();
    operations.filter(|(_, (it, reached))| !reached && it.op == "input").map(|it| it.0)
}

/// What an operation's value comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// The value of this operation.
    Of(usize),
    /// Zeros.
    Zero,
}

struct Simplifier {
    values: Vec<Value>,
}

/// Operations that make zeros of zeros.
const KEEPS_ZERO: [&str; 30] = [
    "relu",
    "relu6",
    "clipped_relu",
    "leaky_relu",
    "gelu",
    "silu",
    "mish",
    "hard_swish",
    "tanh",
    "max_pool",
    "avg_pool",
    "global_avg_pool",
    "global_max_pool",
    "dropout",
    "drop_path",
    "flatten",
    "crop",
    "channel_shuffle",
    "slice",
    "position",
    "positions",
    "scale",
    "lightweight_conv",
    "to_sequence",
    "resize",
    "pixel_shuffle",
    "pixel_unshuffle",
    "to_image",
    "unfold",
    "transpose",
];

/// Operations that make zeros of zeros unless they have a bias.
const KEEPS_ZERO_WITHOUT_BIAS: [&str; 5] = ["conv", "conv_transpose", "conv1d", "linear", "dynamic_conv"];

impl Simplifier {
    fn value(&self, operation: &Operation) -> Value {
        let here = Value::Of(self.values.len());
        let inputs: Vec<Value> = operation.inputs.iter().map(|it| self.values[*it]).collect();
        let all_zero = !inputs.is_empty() && inputs.iter().all(|it| *it == Value::Zero);
        match operation.op.as_str() {
            "zero" => Value::Zero,
            "identity" => inputs[0],
            "sum" | "mean" | "mul" | "concat" if inputs.len() == 1 => inputs[0],
            "sum" | "mean" | "concat" | "append" if all_zero => Value::Zero,
            "sum" => match inputs.iter().filter(|it| **it != Value::Zero).collect::<Vec<_>>()[..] {
                [only] => *only,
                _ => here,
            },
            "mul" | "matmul" if inputs.contains(&Value::Zero) => Value::Zero,
            op if inputs.first() == Some(&Value::Zero)
                && KEEPS_ZERO_WITHOUT_BIAS.contains(&op)
                && !has_bias(operation) =>
            {
                Value::Zero
            }
            op if all_zero && KEEPS_ZERO.contains(&op) => Value::Zero,
            _ => here,
        }
    }
}

fn has_bias(operation: &Operation) -> bool {
    operation.args.get("bias").and_then(crate::ir::Scalar::as_bool).unwrap_or(false)
}

/// Builds the network of the operations that the output depends on.
fn keep_alive(network: &Network, values: &[Value], output: usize) -> Network {
    let inputs = |at: usize| -> Vec<usize> {
        let operation = &network.operations[at];
        let resolve = |it: &usize| match &values[*it] {
            Value::Of(source) => Some(*source),
            // A sum does without zeros; anything else still needs its operand.
            Value::Zero => (operation.op != "sum").then_some(*it),
        };
        operation.inputs.iter().filter_map(resolve).collect()
    };
    let mut alive = vec![false; network.operations.len()];
    let mut open = vec![output];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut alive[at], true) {
            open.extend(inputs(at));
        }
    }
    let mut places = vec![0; network.operations.len()];
    // The operation that has the weights of those tied to it, where it is not alive itself.
    let mut heirs = BTreeMap::new();
    let mut operations = vec![];
    for (at, operation) in network.operations.iter().enumerate() {
        if alive[at] || operation.op == "input" {
            places[at] = operations.len();
            let inputs = inputs(at).into_iter().map(|it| places[it]).collect();
            let holder = operation.tied.map(|it| if alive[it] { it } else { *heirs.entry(it).or_insert(at) });
            let tied = holder.filter(|it| *it != at).map(|it| places[it]);
            let owner = if holder == Some(at) { operation.tied.unwrap_or(at) } else { at };
            let params = network.operations[owner].params;
            operations.push(Operation { tied, inputs, params, ..operation.clone() });
        }
    }
    Network { operations, output: places[output], ..network.clone() }
}
