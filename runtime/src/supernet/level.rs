//! One scale for the alternatives of a mixture, so that their probabilities say how much each contributes.
//!
//! "Learnable affine parameters in all batch normalizations are disabled during the search process to avoid rescaling
//! the outputs of the candidate operations" (Liu et al. 2019, appendix A.1.1). Pooling, the only operation of DARTS
//! without a normalisation of its own, is given one in the published code.

use std::collections::BTreeMap;

use nas_compiler::ir::{NodeId, Scalar};

use super::plan::{Body, Link, Plan, Step, Variant};

/// The operations that give their input's scale and have no weights to learn another.
const POOLINGS: [&str; 2] = ["avg_pool", "max_pool"];

/// Takes the scales and shifts from all batch normalisations, and puts one behind each pooling that is an alternative.
/// `unused` and the ids above it are those of no node.
pub(super) fn level(plan: &mut Plan, unused: NodeId) {
    plan.steps.iter_mut().for_each(without_scale);
    let mut norms = BTreeMap::new();
    let mut steps = Vec::with_capacity(plan.steps.len());
    for mut step in std::mem::take(&mut plan.steps) {
        if matches!(step.body, Body::Mixture) {
            for link in &mut step.links {
                link.source = norms.get(&link.source).copied().unwrap_or(link.source);
            }
        }
        let follower = is_pooling(&step).then(|| norm(&step, NodeId(unused.0 + norms.len() as u32)));
        norms.extend(follower.iter().map(|it| (step.node, it.node)));
        steps.push(step);
        steps.extend(follower);
    }
    let sources: Vec<NodeId> = steps.iter().flat_map(|it| &it.links).map(|it| it.source).collect();
    steps.retain(|it| it.node < unused || sources.contains(&it.node));
    plan.steps = steps;
}

fn without_scale(step: &mut Step) {
    let Body::Layers { op, variants } = &mut step.body else { return };
    if op == "batch_norm" {
        let args = variants.iter_mut().flat_map(|it| &mut it.args);
        args.filter(|it| it.0 == "affine").for_each(|it| it.1 = Scalar::Bool(false));
    }
}

fn is_pooling(step: &Step) -> bool {
    matches!(&step.body, Body::Layers { op, .. } if POOLINGS.contains(&op.as_str()))
}

/// What follows a pooling.
fn norm(pooling: &Step, node: NodeId) -> Step {
    let args = [("affine", Scalar::Bool(false)), ("momentum", Scalar::Float(0.1)), ("epsilon", Scalar::Float(1e-5))];
    let args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Step {
        node,
        weights: node,
        name: format!("{}/batch_norm", pooling.name),
        links: vec![Link { source: pooling.node, weight: None, picked: false }],
        body: Body::Layers { op: "batch_norm".into(), variants: vec![Variant { args, weight: None }] },
        signature: pooling.signature.clone(),
    }
}
