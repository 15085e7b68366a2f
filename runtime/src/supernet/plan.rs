//! What a supernet computes, before it has weights.

use std::collections::BTreeMap;

use nas_compiler::ir::{DecisionId, NodeId, Scalar};

use crate::layers::Signature;

/// The weight of an alternative: the probability that a decision takes one of some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weight {
    /// The decision.
    pub(super) decision: DecisionId,
    /// The values, by index.
    pub(super) indices: Vec<u32>,
}

/// A use of one node's value by another.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The node that gives the value.
    pub(super) source: NodeId,
    /// Its weight; 1 if there is none.
    pub(super) weight: Option<Weight>,
    /// Whether the edge is one that a `pick` may leave out.
    pub(super) picked: bool,
}

/// One of the layers that a primitive may be.
#[derive(Debug, Clone)]
pub(super) struct Variant {
    /// The primitive's arguments.
    pub(super) args: Vec<(String, Scalar)>,
    /// Its weight; 1 if it is the only one.
    pub(super) weight: Option<Weight>,
}

/// What a node computes from its weighted inputs.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// The network's input.
    Input,
    /// The sum of its inputs: a choice relaxed.
    Mixture,
    /// The weighted sum of what its variants give.
    Layers {
        /// The primitive's name.
        op: String,
        /// Its variants, one for each set of arguments.
        variants: Vec<Variant>,
    },
}

/// A node of the supernet.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The node of the space.
    pub(super) node: NodeId,
    /// The node whose layers it uses: another one, if it is tied to that.
    pub(super) weights: NodeId,
    /// What it is called in errors and weight files.
    pub(super) name: String,
    /// Its inputs.
    pub(super) links: Vec<Link>,
    /// What it computes.
    pub(super) body: Body,
    /// The shape of its value.
    pub(super) signature: Signature,
}

/// The nodes of a supernet, each after its inputs, and what decides over their weights.
#[derive(Debug)]
pub(super) struct Plan {
    /// The nodes that the output may depend on.
    pub(super) steps: Vec<Step>,
    /// The node whose value is the output.
    pub(super) output: NodeId,
    /// The relaxed decisions with the number of their logits, in the order of the space.
    pub(super) logits: BTreeMap<DecisionId, usize>,
}
