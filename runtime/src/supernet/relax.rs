//! From a space to the mixture of all its architectures (Liu et al. 2019, section 2.2).

use std::collections::{BTreeMap, BTreeSet};

use nas_compiler::diagram::{Context, Diagrams};
use nas_compiler::ir::{Argument, DecisionId, Domain, Edge, Expr, ExprId, Node, NodeId, NodeKind, Scalar, Space};

use super::{
    RelaxError, Relaxation,
    level::level,
    partial::{Partial, mentions},
    plan::{Body, Link, Plan, Step, Variant, Weight},
};
use crate::layers::Signature;

/// Relaxes a space.
pub(super) fn relax(space: &Space, options: Relaxation) -> Result<Plan, RelaxError> {
    let relaxer = Relaxer { space, fixed: Partial::none(space) };
    let mut steps = Vec::new();
    let mut wanted = BTreeSet::from([space.output]);
    for index in (0..space.nodes.len()).rev() {
        let id = NodeId(index as u32);
        if wanted.contains(&id) {
            let step = relaxer.step(id)?;
            wanted.extend(step.links.iter().map(|it| it.source));
            steps.push(step);
        }
    }
    steps.reverse();
    let logits = logits(space, &steps, options);
    let mut plan = Plan { steps, output: space.output, logits };
    if options.level {
        level(&mut plan, NodeId(space.nodes.len() as u32));
    }
    Ok(plan)
}

/// The number of logits of each relaxed decision: one for each of its values, and one for `none` where it has it.
fn logits(space: &Space, steps: &[Step], options: Relaxation) -> BTreeMap<DecisionId, usize> {
    let links = steps.iter().flat_map(|it| &it.links).filter_map(|it| it.weight.as_ref());
    let variants = steps.iter().filter_map(|it| match &it.body {
        Body::Layers { variants, .. } => Some(variants),
        Body::Input | Body::Mixture => None,
    });
    let variants = variants.flatten().filter_map(|it| it.weight.as_ref());
    let decisions = links.chain(variants).map(|it| it.decision);
    let mut logits: BTreeMap<_, _> = decisions.map(|it| (it, space.decision(it).domain.size())).collect();
    if options.none {
        for decision in optional(steps) {
            logits.entry(decision).and_modify(|it| *it += 1);
        }
    }
    logits
}

/// The decisions of those mixtures that feed a picked edge.
fn optional(steps: &[Step]) -> BTreeSet<DecisionId> {
    let picked = steps.iter().flat_map(|it| &it.links).filter(|it| it.picked).map(|it| it.source);
    let picked: BTreeSet<_> = picked.collect();
    let mixtures = steps.iter().filter(|it| matches!(it.body, Body::Mixture) && picked.contains(&it.node));
    mixtures.flat_map(|it| &it.links).filter_map(|it| it.weight.as_ref()).map(|it| it.decision).collect()
}

struct Relaxer<'a> {
    space: &'a Space,
    fixed: Partial<'a>,
}

/// When something exists, or which values it has.
enum Dependence {
    Never,
    Always,
    On(Weight),
    Picks,
}

impl Relaxer<'_> {
    fn step(&self, id: NodeId) -> Result<Step, RelaxError> {
        let node = self.space.node(id);
        let links =
            node.inputs.iter().filter_map(|edge| self.link(node, *edge).transpose()).collect::<Result<_, _>>()?;
        let body = match &node.kind {
            NodeKind::Input { .. } => Body::Input,
            NodeKind::Select => Body::Mixture,
            NodeKind::Primitive { op, args } => {
                Body::Layers { op: op.to_string(), variants: self.variants(node, args)? }
            }
        };
        let name = format!("{}/{}.{}", node.scope, word(node), id.0);
        Ok(Step { node: id, weights: node.tied.unwrap_or(id), name, links, body, signature: self.signature(node)? })
    }

    /// Gives an edge its weight; none if no architecture has it.
    fn link(&self, node: &Node, edge: Edge) -> Result<Option<Link>, RelaxError> {
        let dependence = self.dependence(node, &self.conditions(node, edge))?;
        let source = edge.source;
        match (dependence, &node.kind) {
            (Dependence::Never, _) => Ok(None),
            // A pick of all there is chooses its edges no less, and they weigh `none` in DARTS.
            (Dependence::Always, _) => Ok(Some(Link { source, weight: None, picked: self.mentions_pick(node, edge) })),
            (Dependence::On(weight), NodeKind::Select) => {
                Ok(Some(Link { source, weight: Some(weight), picked: false }))
            }
            (Dependence::On(weight), NodeKind::Primitive { op, .. }) => self.merged(node, op, source, weight).map(Some),
            (Dependence::Picks, NodeKind::Primitive { op, .. }) => self.picked(node, op, edge).map(Some),
            (Dependence::On(_) | Dependence::Picks, _) => Err(self.two("a guard", node, &self.conditions(node, edge))),
        }
    }

    /// An edge into an operation that exists for some values of one decision: a member of a pick, or a part of a sum.
    fn merged(&self, node: &Node, op: &str, source: NodeId, weight: Weight) -> Result<Link, RelaxError> {
        if self.is_pick(weight.decision) {
            return self.all_of_pick(node, op, source, weight.decision);
        }
        if op == "sum" {
            return Ok(Link { source, weight: Some(weight), picked: false });
        }
        Err(RelaxError::Input { node: node.scope.to_string(), decision: self.path(weight.decision) })
    }

    fn picked(&self, node: &Node, op: &str, edge: Edge) -> Result<Link, RelaxError> {
        let decisions = mentions(self.space, &self.conditions(node, edge));
        let first = decisions.first().copied().unwrap_or(DecisionId(0));
        self.all_of_pick(node, op, edge.source, first)
    }

    /// Every member of a pick stays, with weight 1.
    fn all_of_pick(&self, node: &Node, op: &str, source: NodeId, decision: DecisionId) -> Result<Link, RelaxError> {
        if matches!(op, "sum" | "mean" | "mul") {
            return Ok(Link { source, weight: None, picked: true });
        }
        Err(RelaxError::Pick { node: node.scope.to_string(), decision: self.path(decision), op: op.into() })
    }

    /// The conditions of an edge that its node's existence does not already imply.
    fn conditions(&self, node: &Node, edge: Edge) -> Vec<ExprId> {
        let implied: BTreeSet<_> = self.conjuncts(node.guard).into_iter().collect();
        let mut conditions = self.conjuncts(edge.guard);
        conditions.extend(self.conjuncts(self.space.node(edge.source).guard));
        conditions.retain(|it| !implied.contains(it));
        conditions
    }

    fn conjuncts(&self, guard: ExprId) -> Vec<ExprId> {
        match self.space.exprs.get(guard) {
            Expr::All(parts) => parts.clone(),
            _ => vec![guard],
        }
    }

    /// Finds the one decision that determines whether all conditions hold.
    fn dependence(&self, node: &Node, conditions: &[ExprId]) -> Result<Dependence, RelaxError> {
        match self.fixed.all(conditions) {
            Some(true) => return Ok(Dependence::Always),
            Some(false) => return Ok(Dependence::Never),
            None => {}
        }
        let decisions = mentions(self.space, conditions);
        if let Some(dependence) = decisions.iter().find_map(|it| self.alone(*it, conditions)) {
            return Ok(dependence);
        }
        if !decisions.is_empty() && decisions.iter().all(|it| self.is_pick(*it)) {
            return Ok(Dependence::Picks);
        }
        Err(self.two("a guard", node, conditions))
    }

    /// The dependence on one decision, if no other matters.
    fn alone(&self, decision: DecisionId, conditions: &[ExprId]) -> Option<Dependence> {
        let size = self.space.decision(decision).domain.size() as u32;
        let holds = |index| Partial::one(self.space, decision, index).all(conditions);
        let held = (0..size).map(holds).collect::<Option<Vec<_>>>()?;
        let indices: Vec<u32> = (0..size).filter(|it| held[*it as usize]).collect();
        Some(match indices.len() as u32 {
            0 => Dependence::Never,
            all if all == size => Dependence::Always,
            _ => Dependence::On(Weight { decision, indices }),
        })
    }

    /// The sets of arguments that a primitive may have, each with the probability of it.
    fn variants(&self, node: &Node, args: &[Argument]) -> Result<Vec<Variant>, RelaxError> {
        let known = args.iter().map(|(name, id)| {
            let value = self.fixed.value(*id).or_else(|| self.constant(*id));
            (name.to_string(), *id, value)
        });
        let args: Vec<Given> = known.collect();
        let open: Vec<ExprId> = args.iter().filter(|it| it.2.is_none()).map(|it| it.1).collect();
        if open.is_empty() {
            return Ok(evaluate(&self.fixed, &args).into_iter().map(|args| Variant { args, weight: None }).collect());
        }
        let decisions = mentions(self.space, &open);
        let found = decisions.iter().find_map(|it| self.variants_of(*it, node, &args));
        found.ok_or_else(|| self.two("an argument", node, &open))
    }

    fn variants_of(&self, decision: DecisionId, node: &Node, args: &[Given]) -> Option<Vec<Variant>> {
        let mut variants: Vec<Variant> = Vec::new();
        for index in 0..self.space.decision(decision).domain.size() as u32 {
            let partial = Partial::one(self.space, decision, index);
            if partial.holds(node.guard) == Some(false) {
                continue;
            }
            let args = evaluate(&partial, args)?;
            match variants.iter_mut().find(|it| it.args == args) {
                Some(Variant { weight: Some(weight), .. }) => weight.indices.push(index),
                _ => variants.push(Variant { args, weight: Some(Weight { decision, indices: vec![index] }) }),
            }
        }
        if let [only] = variants.as_mut_slice() {
            only.weight = None;
        }
        Some(variants)
    }

    fn signature(&self, node: &Node) -> Result<Signature, RelaxError> {
        let dims = node.shape.dims.iter().map(|it| self.dimension(node, *it)).collect::<Result<_, _>>()?;
        Ok(Signature { kind: node.shape.kind, dims })
    }

    fn dimension(&self, node: &Node, id: ExprId) -> Result<usize, RelaxError> {
        let unknown = || RelaxError::Unknown { what: "the shape", node: node.scope.to_string() };
        if let Some(value) = self.fixed.value(id).or_else(|| self.constant(id)) {
            return value.as_int().and_then(|it| usize::try_from(it).ok()).ok_or_else(unknown);
        }
        match mentions(self.space, &[id]).first() {
            Some(decision) => Err(RelaxError::Shape { node: node.scope.to_string(), decision: self.path(*decision) }),
            None => Err(unknown()),
        }
    }

    /// The value of an expression that mentions decisions and is the same whatever they choose, as a size is behind
    /// convolutions whose padding makes up for their kernels.
    fn constant(&self, id: ExprId) -> Option<Scalar> {
        let context = Context { exprs: &self.space.exprs, decisions: &self.space.decisions };
        let mut diagrams = Diagrams::new();
        let diagram = diagrams.of(context, id).ok()?;
        match diagrams.values(diagram).as_slice() {
            [only] => only.clone(),
            _ => None,
        }
    }

    fn mentions_pick(&self, node: &Node, edge: Edge) -> bool {
        mentions(self.space, &self.conditions(node, edge)).into_iter().any(|it| self.is_pick(it))
    }

    fn is_pick(&self, decision: DecisionId) -> bool {
        matches!(self.space.decision(decision).domain, Domain::Subset { .. })
    }

    fn path(&self, decision: DecisionId) -> String {
        self.space.decision(decision).path.clone()
    }

    /// Says that something depends on two decisions, or on something else than decisions.
    fn two(&self, what: &'static str, node: &Node, ids: &[ExprId]) -> RelaxError {
        let decisions = mentions(self.space, ids);
        let node = node.scope.to_string();
        match (decisions.first(), decisions.last()) {
            (Some(first), Some(second)) if first != second => {
                RelaxError::TwoDecisions { what, node, first: self.path(*first), second: self.path(*second) }
            }
            _ => RelaxError::Unknown { what, node },
        }
    }
}

/// An argument, with its value where that is the same whatever is chosen.
type Given = (String, ExprId, Option<Scalar>);

fn evaluate(partial: &Partial<'_>, args: &[Given]) -> Option<Vec<(String, Scalar)>> {
    let value = |it: &Given| it.2.clone().or_else(|| partial.value(it.1));
    args.iter().map(|it| Some((it.0.clone(), value(it)?))).collect()
}

fn word(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Input { .. } => "input",
        NodeKind::Primitive { op, .. } => op,
        NodeKind::Select => "select",
    }
}
