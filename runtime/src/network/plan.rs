//! The order in which a network is run.

use nas_compiler::ir;

use super::NetworkError;
use crate::layers::{Inputs, LayerError, NamedLayers, Signature, Value};

/// A connected part of the graph that is run as one, with one value coming out.
#[derive(Debug, Clone)]
pub(crate) struct Region {
    /// Positions of the operations whose values it takes.
    pub(crate) inputs: Vec<usize>,
    /// The position of the operation whose value it gives.
    pub(crate) output: usize,
    /// How its value is computed.
    pub(crate) kernel: Kernel,
}

/// How a region is computed. Another kernel may compute several layers at once, as one node of the autodiff graph;
/// whatever it is, it takes its weights from the network's layers, where optimisers and files find them.
#[derive(Debug, Clone)]
pub(crate) enum Kernel {
    /// One layer, by its position among the network's layers.
    Layer(usize),
}

impl Region {
    /// Computes the region's value.
    pub(crate) fn run(&self, layers: &NamedLayers, inputs: Vec<Value>) -> Result<Value, LayerError> {
        match self.kernel {
            Kernel::Layer(layer) => {
                let layer = layers.get(layer).ok_or_else(|| LayerError::Unknown(layer.to_string()))?;
                layer.forward(Inputs(inputs))
            }
        }
    }
}

/// The regions of a network in the order they are run, and what is known about its operations by position.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) regions: Vec<Region>,
    /// The positions of the inputs, in order.
    pub(crate) inputs: Vec<usize>,
    /// The position of the output.
    pub(crate) output: usize,
    /// The declared shape of each operation's value.
    pub(crate) signatures: Vec<Signature>,
    /// The name of each operation.
    pub(crate) names: Vec<String>,
    /// How often each operation's value is used by regions that are run, counting the network's output.
    pub(crate) uses: Vec<u32>,
}

impl Plan {
    /// Divides a network into regions: at present each operation that the output depends on is one.
    pub(crate) fn new(network: &ir::Network) -> Result<Self, NetworkError> {
        check_order(network)?;
        let live = live(network);
        let layers = layers(network);
        let mut regions = Vec::new();
        for (output, operation) in network.operations.iter().enumerate() {
            let layer = layers[output];
            if live[output] && operation.op != "input" {
                regions.push(Region { inputs: operation.inputs.clone(), output, kernel: Kernel::Layer(layer) });
            }
        }
        let mut uses = vec![0; network.operations.len()];
        for position in regions.iter().flat_map(|it| &it.inputs).chain([&network.output]) {
            uses[*position] += 1;
        }
        let signatures = network.operations.iter().map(signature).collect();
        let names = network.operations.iter().map(|it| it.name.clone()).collect();
        let inputs = (0..network.operations.len()).filter(|it| network.operations[*it].op == "input").collect();
        Ok(Self { regions, inputs, output: network.output, signatures, names, uses })
    }
}

/// Whether an operation has a layer of its own.
pub(crate) fn has_layer(operation: &ir::Operation) -> bool {
    operation.op != "input" && operation.tied.is_none()
}

/// The position of each operation's layer among the network's layers: those of the operations that are no input, in order,
/// but tied ones have that of another.
fn layers(network: &ir::Network) -> Vec<usize> {
    let mut next = 0;
    let mut layers: Vec<usize> = Vec::with_capacity(network.operations.len());
    for operation in &network.operations {
        let known = operation.tied.and_then(|it| layers.get(it)).copied();
        layers.push(known.unwrap_or(next));
        next += usize::from(has_layer(operation));
    }
    layers
}

/// Returns the declared kind and shape of an operation's value.
pub(crate) fn signature(operation: &ir::Operation) -> Signature {
    Signature { kind: operation.kind, dims: operation.shape.clone() }
}

fn check_order(network: &ir::Network) -> Result<(), NetworkError> {
    for (position, operation) in network.operations.iter().enumerate() {
        if operation.inputs.iter().any(|it| *it >= position) {
            return Err(NetworkError::Order(operation.name.clone()));
        }
    }
    if network.output >= network.operations.len() {
        return Err(NetworkError::Order("output".into()));
    }
    Ok(())
}

/// Which operations the output depends on.
fn live(network: &ir::Network) -> Vec<bool> {
    let mut live = vec![false; network.operations.len()];
    live[network.output] = true;
    for position in (0..=network.output).rev() {
        if live[position] {
            for input in &network.operations[position].inputs {
                live[*input] = true;
            }
        }
    }
    live
}
