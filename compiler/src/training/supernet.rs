//! The size of a supernet: every alternative at once, as a differentiable search trains it.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::Regime;
use crate::{
    cost::ELEMENT,
    diagram::{Diagram, Diagrams, TooEntangled},
    ir::{Argument, DecisionId, Domain, Node, NodeKind, Scalar, Space},
    relax::{Obstacle, obstacles},
    whole::Graph,
};

/// What Adam keeps of a logit besides its gradient.
const LOGIT: Regime = Regime { batch: 0, moments: 2 };

/// The size of a space's supernet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Supernet {
    /// Trainable scalars of all alternatives.
    pub params: u64,
    /// Multiply-accumulates of one forward pass for one input: all alternatives are computed.
    pub macs: u64,
    /// Elements that are kept for the way back, for one input: the value of every alternative, and every sum of them.
    pub activations: u64,
    /// Logits of the relaxed decisions.
    pub logits: u64,
    /// What each part of the space has of it, by the first name of its paths, in the order of the space.
    pub shares: Vec<Share>,
}

/// What a part of a space has of its supernet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The first name of its paths; empty for what is in no part.
    pub name: String,
    /// Trainable scalars.
    pub params: u64,
    /// Elements of activations.
    pub activations: u64,
}

impl Supernet {
    /// Returns the bytes that training it takes at least. Weights and logits descend in turn, each on a graph of its own, so
    /// that there is one at a time.
    pub fn memory(&self, regime: Regime) -> u64 {
        let logits = LOGIT.memory(self.logits, 0);
        regime.memory(self.params, self.activations).saturating_add(logits)
    }

    /// Returns the greatest batch with which training takes no more than so many bytes.
    pub fn batch_within(&self, bytes: u64, regime: Regime) -> u64 {
        let fixed = self.memory(Regime { batch: 0, ..regime });
        let of_one = self.activations.saturating_mul(ELEMENT).max(1);
        bytes.saturating_sub(fixed) / of_one
    }

    /// Adds what a layer, or a sum of layers, has.
    fn add(&mut self, node: &Node, [params, macs, elements]: [u64; 3]) {
        self.params = self.params.saturating_add(params);
        self.macs = self.macs.saturating_add(macs);
        self.activations = self.activations.saturating_add(elements);
        let name = node.scope.split('.').next().unwrap_or_default();
        let at = self.shares.iter().position(|it| it.name == name).unwrap_or_else(|| {
            self.shares.push(Share { name: name.to_owned(), params: 0, activations: 0 });
            self.shares.len() - 1
        });
        self.shares[at].params = self.shares[at].params.saturating_add(params);
        self.shares[at].activations = self.shares[at].activations.saturating_add(elements);
    }
}

/// Why a space has no supernet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSupernet {
    /// A decision cannot be relaxed.
    Obstacle(Obstacle),
    /// Decisions depend on each other in too many ways.
    TooEntangled,
}

impl From<TooEntangled> for NoSupernet {
    fn from(_: TooEntangled) -> Self {
        Self::TooEntangled
    }
}

/// Which choices have one more alternative, which gives zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoneAlternative {
    /// Those whose value a `pick` may leave out: the `none` of DARTS.
    Picked,
    /// No choice has.
    Never,
}

/// Returns the size of a space's supernet.
///
/// # Errors
/// A decision cannot be relaxed, or decisions are too entangled.
pub fn supernet(space: &Space, none: NoneAlternative) -> Result<Supernet, NoSupernet> {
    if let Some(first) = obstacles(space).into_iter().next() {
        return Err(NoSupernet::Obstacle(first));
    }
    let mut diagrams = Diagrams::new();
    let graph = Graph::new(space, &mut diagrams)?;
    let mut supernet = Supernet::default();
    let mut counted = IndexSet::<usize, FxBuildHasher>::default();
    for at in graph.live() {
        let node = &space.nodes[at];
        let elements = elements(&graph, &mut diagrams, node)?;
        let NodeKind::Primitive { args, .. } = &node.kind else {
            supernet.add(node, [0, 0, elements]);
            continue;
        };
        let variants = variants(&graph, &mut diagrams, at, args)?;
        let is_new = counted.insert(node.tied.map_or(at, |it| it.0 as usize));
        for [params, macs] in variants.values() {
            supernet.add(node, [if is_new { *params } else { 0 }, *macs, elements]);
        }
        if variants.len() > 1 {
            supernet.add(node, [0, 0, elements]);
        }
    }
    supernet.logits = logits(&graph, &mut diagrams, none)?;
    Ok(supernet)
}

/// The elements of a node's value, which are the same in every architecture.
fn elements(graph: &Graph<'_>, diagrams: &mut Diagrams, node: &Node) -> Result<u64, TooEntangled> {
    let mut product = 1_u64;
    for dim in &node.shape.dims {
        let dim = graph.diagram(diagrams, *dim)?;
        let sizes = diagrams.values(dim).into_iter().flatten().filter_map(|it| it.as_int());
        product = product.saturating_mul(sizes.max().unwrap_or(0).max(0) as u64);
    }
    Ok(product)
}

/// The parameters and multiply-accumulates of a primitive, by the values of its arguments.
type Variants = IndexMap<Vec<Option<Scalar>>, [u64; 2], FxBuildHasher>;

/// The sets of arguments that a primitive may have, each with its parameters and multiply-accumulates: layers of their own.
fn variants(
    graph: &Graph<'_>,
    diagrams: &mut Diagrams,
    at: usize,
    args: &[Argument],
) -> Result<Variants, TooEntangled> {
    let node = &graph.space.nodes[at];
    let mut operands = vec![graph.exists[at]];
    let weights = node.tied.map_or(node, |it| graph.space.node(it)).params;
    for expr in args.iter().map(|it| it.1).chain([weights, node.macs]) {
        operands.push(graph.diagram(diagrams, expr)?);
    }
    let mut variants = Variants::default();
    let size = |it: Option<&Scalar>| it.and_then(Scalar::as_int).map_or(0, |it| it.max(0) as u64);
    diagrams.combine(&operands, &mut |values| {
        if values[0].and_then(Scalar::as_bool) == Some(true) {
            let (args, costs) = values[1..].split_at(args.len());
            variants.insert(args.iter().map(|it| it.cloned()).collect(), [size(costs[0]), size(costs[1])]);
        }
        None
    })?;
    Ok(variants)
}

/// How many logits the relaxed decisions have: one for each value of every decision that is no `pick` and on which an
/// argument or a choice depends.
fn logits(graph: &Graph<'_>, diagrams: &mut Diagrams, none: NoneAlternative) -> Result<u64, TooEntangled> {
    let mut relaxed = IndexSet::<DecisionId, FxBuildHasher>::default();
    let mut optional = IndexSet::<DecisionId, FxBuildHasher>::default();
    let is_pick = |it: &DecisionId| matches!(graph.space.decision(*it).domain, Domain::Subset { .. });
    for at in graph.live() {
        let implied = diagrams.support(graph.exists[at]);
        let beyond = |diagrams: &Diagrams, it: Diagram| {
            let support = diagrams.support(it);
            support.into_iter().filter(|it| !implied.contains(it)).collect::<Vec<_>>()
        };
        for it in &graph.uses[at] {
            let decisions = beyond(diagrams, it.exists);
            relaxed.extend(decisions.iter().filter(|it| !is_pick(it)));
            if is_picked(graph.space, at, it.source) && graph.space.nodes[it.source].kind == NodeKind::Select {
                optional.extend(choices(graph, diagrams, it.source));
            }
        }
        if let NodeKind::Primitive { args, .. } = &graph.space.nodes[at].kind {
            for (_, value) in args.iter() {
                let value = graph.diagram(diagrams, *value)?;
                relaxed.extend(diagrams.support(value));
            }
        }
    }
    let of = |it: &DecisionId| graph.space.decision(*it).domain.size() as u64;
    let more = if none == NoneAlternative::Picked { optional.intersection(&relaxed).count() } else { 0 };
    Ok(relaxed.iter().map(of).sum::<u64>() + more as u64)
}

/// Whether a node takes a value only where a `pick` chose it: a pick of all there is chooses no less.
fn is_picked(space: &Space, at: usize, source: usize) -> bool {
    let node = &space.nodes[at];
    let own = node.inputs.iter().filter(|it| it.source.0 as usize == source).map(|it| it.guard);
    let implied = space.exprs.decisions(node.guard);
    let is_pick = |it: DecisionId| matches!(space.decision(it).domain, Domain::Subset { .. });
    let mentioned = own.chain([space.nodes[source].guard]).flat_map(|it| space.exprs.decisions(it));
    mentioned.into_iter().any(|it| is_pick(it) && !implied.contains(&it))
}

/// The decisions over what a select forwards.
fn choices(graph: &Graph<'_>, diagrams: &Diagrams, at: usize) -> Vec<DecisionId> {
    let implied = diagrams.support(graph.exists[at]);
    let supports = graph.uses[at].iter().flat_map(|it| diagrams.support(it.exists));
    supports.filter(|it| !implied.contains(it)).collect()
}
