//! What the architectures of a region cost at least and at most.
//!
//! What may exist or not costs nothing at least, and all at most, unless its alternatives are seen to exclude each other.

use super::{
    End,
    exclusive::{Choose, Given as Amounts, Join, Tree},
    interval::Intervals,
    memory::{Uses, users, uses_of},
    presence::{Given, Parts, Presence, Question, answers},
    region::{Layout, Region},
};
use crate::{
    cost::ELEMENT,
    ir::{CostKind, Edge, Expr, ExprId, Node, NodeKind, Space, UnaryOp},
};

/// The most nodes of the diagram of an amount where its node exists.
const NODES: usize = 3_000;

/// The most nodes of the diagram of a size: sizes are many.
const FEW: usize = 100;

/// The least and the most.
pub(super) type Ends = [i64; 2];

/// A node and what it takes.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) is_select: bool,
    /// What it takes, given that the node exists.
    edges: Vec<Taken>,
    /// What it adds to the cost, or the sizes of its value.
    amounts: Vec<Amount>,
    pub(super) guard: Parts,
}

/// The use of a node's value.
#[derive(Debug)]
struct Taken {
    source: usize,
    /// How many operations with weights stand between the two.
    between: i64,
    given: Given,
}

/// An amount of a node, and the place of its diagram where the node exists.
#[derive(Debug, Clone, Copy)]
struct Amount(ExprId, Option<u32>);

/// Bounds of one cost of one space.
#[derive(Debug)]
pub(super) struct Rough<'a> {
    pub(super) space: &'a Space,
    pub(super) layout: Layout,
    pub(super) intervals: Intervals,
    kind: CostKind,
    pub(super) places: Vec<Place>,
    pub(super) tree: Tree,
    /// The nodes that may take each node's value, and what that asks.
    pub(super) users: Vec<Vec<(usize, Parts)>>,
    /// By value, where only operations use it: these, as a tree.
    pub(super) uses: Vec<Option<Uses>>,
    /// The nodes that are looked at.
    kept: Vec<usize>,
    /// Whether each node exists under the last region.
    pub(super) exists: Vec<Presence>,
    /// How much is looked at under each region.
    work: usize,
    /// How much more was looked at.
    pub(super) extra: usize,
}

impl<'a> Rough<'a> {
    pub(super) fn new(space: &'a Space, kind: CostKind) -> Self {
        let layout = Layout::new(space);
        let mut intervals = Intervals::new(space, &layout, &roots(space, kind), &positive(space));
        let amounts: Vec<Vec<Amount>> =
            space.nodes.iter().map(|it| amounts_where((space, &layout), kind, it, &mut intervals)).collect();
        let context = (space, &layout, &intervals);
        let has_edges = matches!(kind, CostKind::Memory | CostKind::Depth);
        let place = |(node, amounts): (&Node, Vec<Amount>)| {
            let own = Parts::new(context, &[node.guard]);
            let edge = |it: &Edge| {
                let conditions = [it.guard, space.node(it.source).guard];
                let given = Parts::new(context, &conditions).given(&own);
                Taken { source: it.source.0 as usize, between: 0, given }
            };
            let edges = if has_edges { node.inputs.iter().map(edge).collect() } else { vec![] };
            Place { is_select: node.kind == NodeKind::Select, edges, amounts, guard: own }
        };
        let mut places: Vec<Place> = space.nodes.iter().zip(amounts).map(place).collect();
        let kept = if kind == CostKind::Depth { shorten(space, &mut places) } else { (0..places.len()).collect() };
        let guards: Vec<&Parts> = places.iter().map(|it| &it.guard).collect();
        let tree = Tree::new(&guards);
        let is_memory = kind == CostKind::Memory;
        let users = if is_memory { users(context) } else { vec![] };
        let uses: Vec<_> = users.iter().map(|users| uses_of(&places, users)).collect();
        let edges: usize = places.iter().map(|it| it.edges.len()).sum();
        let work = intervals.work() + kept.len() + edges;
        Self { space, layout, intervals, kind, places, tree, users, uses, kept, exists: vec![], work, extra: 0 }
    }

    /// How much is looked at under each region.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    /// How much more was looked at since the last time.
    pub(super) fn extra(&mut self) -> usize {
        std::mem::take(&mut self.extra)
    }

    /// The ends of the cost under a region. Where the most is no more than enough it may be told too large, up to there.
    pub(super) fn cost(&mut self, region: &Region, enough: i64) -> Ends {
        self.look(region);
        match self.kind {
            CostKind::Params | CostKind::Macs => self.sum(region),
            CostKind::Flops => self.sum(region).map(|it| it.saturating_mul(2)),
            CostKind::Depth => self.depths(region)[self.space.output.0 as usize],
            CostKind::Memory => self.memory(region, enough),
        }
    }

    fn look(&mut self, region: &Region) {
        self.intervals.learn(&self.layout, region);
        let intervals = &self.intervals;
        self.exists.resize(self.places.len(), Presence::Never);
        for at in &self.kept {
            self.exists[*at] = Presence::of(intervals.get(self.space.nodes[*at].guard));
        }
    }

    /// What one architecture has of the cost in places that do not count: of two that cost the same, the one with more
    /// (or less) of it is closer to one that costs more (or less).
    pub(super) fn latent(&mut self, region: &Region) -> i64 {
        self.look(region);
        match self.kind {
            CostKind::Depth => self.depths(region).iter().map(|it| it[1]).fold(0, i64::saturating_add),
            CostKind::Memory => self.held(region).iter().map(|it| it[1]).fold(0, i64::saturating_add),
            _ => 0,
        }
    }

    /// The value of each decision that the bound of the last region suggests, where it suggests any.
    pub(super) fn preferred(&mut self, region: &Region, end: End) -> Vec<Option<u32>> {
        self.look(region);
        let amounts: Vec<Ends> = (0..self.places.len()).map(|it| self.guess(it)).collect();
        let mut preferred = vec![None; self.layout.len()];
        let (at, choose): (usize, Choose) = if end == End::Least { (0, i64::min) } else { (1, i64::max) };
        let amounts: Vec<i64> = amounts.iter().map(|it| it[at]).collect();
        let taken = |question| self.answers(region, question);
        self.tree.prefer(Join::Sum, choose, Amounts { amounts: &amounts, answers: &taken }, &mut preferred);
        preferred
    }

    /// What a node adds to the cost, or what is as good a guess of it as any.
    fn guess(&self, at: usize) -> Ends {
        match self.kind {
            CostKind::Params | CostKind::Macs | CostKind::Flops => self.amount(at),
            CostKind::Depth => self.counts(at),
            CostKind::Memory if self.places[at].is_select => [0, 0],
            CostKind::Memory => self.bytes(at),
        }
    }

    pub(super) fn answers(&self, region: &Region, question: Question) -> u64 {
        answers((&self.layout, &self.intervals), region, question)
    }

    /// The ends of an amount of a node, which is not negative, given that the node exists.
    fn ends(&self, Amount(expr, place): Amount) -> Ends {
        let ends = match place {
            Some(place) => self.intervals.hulls.possible(place),
            None => Some(self.intervals.get(expr)),
        };
        let Some([least, most]) = ends else { return [0, 0] };
        let most = if most.is_finite() { most.max(0.0).ceil() as i64 } else { i64::MAX };
        [least.clamp(0.0, 9e15).floor() as i64, most]
    }

    fn amount(&self, at: usize) -> Ends {
        self.ends(self.places[at].amounts[0])
    }

    fn sum(&self, region: &Region) -> Ends {
        let amounts: Vec<Ends> = (0..self.places.len()).map(|it| self.amount(it)).collect();
        let taken = |question| self.answers(region, question);
        let best = |end: usize, choose: Choose| {
            let amounts: Vec<i64> = amounts.iter().map(|it| it[end]).collect();
            self.tree.best(Join::Sum, choose, Amounts { amounts: &amounts, answers: &taken })
        };
        [best(0, i64::min), best(1, i64::max)]
    }

    /// Whether a node has weights.
    fn counts(&self, at: usize) -> Ends {
        self.amount(at).map(|it| it.min(1))
    }

    /// What a node takes, each with whether it exists, given that the node does.
    pub(super) fn inputs(&self, region: &Region, at: usize) -> impl Iterator<Item = (usize, Presence)> {
        self.taken(region, at).map(|it| (it.0.source, it.1))
    }

    fn taken(&self, region: &Region, at: usize) -> impl Iterator<Item = (&Taken, Presence)> {
        let edges = self.places[at].edges.iter().filter(|it| self.exists[it.source] != Presence::Never);
        let edges = edges.map(move |it| (it, it.given.presence(|it| self.answers(region, it))));
        edges.filter(|it| it.1 != Presence::Never)
    }

    /// The longest path to each node, given that it exists.
    fn depths(&self, region: &Region) -> Vec<Ends> {
        let mut depths: Vec<Ends> = vec![[0, 0]; self.places.len()];
        for at in self.kept.iter().copied() {
            if self.exists[at] == Presence::Never {
                continue;
            }
            // At least one input exists, and of a select no other.
            let (mut any, mut sure, mut most) = (i64::MAX, 0, 0);
            for (taken, presence) in self.taken(region, at) {
                let [low, high] = depths[taken.source].map(|it| it + taken.between);
                (any, most) = (any.min(low), most.max(high));
                if presence == Presence::Surely {
                    sure = sure.max(low);
                }
            }
            let any = if any == i64::MAX { 0 } else { any };
            let counts = self.counts(at);
            depths[at] = [any.max(sure) + counts[0], most + counts[1]];
        }
        depths
    }

    pub(super) fn bytes(&self, at: usize) -> Ends {
        let mut bytes: Ends = [ELEMENT as i64; 2];
        for amount in &self.places[at].amounts {
            let ends = self.ends(*amount);
            bytes = [bytes[0].saturating_mul(ends[0]), bytes[1].saturating_mul(ends[1])];
        }
        // Sums of these are far from where they overflow.
        bytes.map(|it| it.min(1 << 50))
    }
}

/// Leaves out nodes that only add to what is before them, and returns the others.
fn shorten(space: &Space, places: &mut [Place]) -> Vec<usize> {
    let mut kept = vec![];
    let mut before: Vec<(usize, i64)> = Vec::with_capacity(places.len());
    for (at, place) in places.iter_mut().enumerate() {
        for edge in &mut place.edges {
            (edge.source, edge.between) = before[edge.source];
        }
        let counts = place.amounts.first().and_then(|it| space.exprs.as_const(it.0)?.as_int());
        match (&place.edges[..], counts) {
            ([only], Some(counts)) if only.given.is_certain() && at != space.output.0 as usize => {
                before.push((only.source, only.between + counts.clamp(0, 1)));
            }
            _ => {
                before.push((at, 0));
                kept.push(at);
            }
        }
    }
    kept
}

/// The expressions that a cost depends on.
fn roots(space: &Space, kind: CostKind) -> Vec<ExprId> {
    let mut roots: Vec<ExprId> = space.constraints.iter().map(|it| it.condition).collect();
    roots.extend(space.decisions.iter().map(|it| it.active));
    for node in &space.nodes {
        conjuncts(space, node.guard, &mut roots);
        roots.extend(amounts(space, kind, node));
        if matches!(kind, CostKind::Depth | CostKind::Memory) {
            node.inputs.iter().for_each(|it| conjuncts(space, it.guard, &mut roots));
        }
    }
    roots
}

/// The amounts of a node, each with its diagram where that is small.
fn amounts_where(
    (space, layout): (&Space, &Layout),
    kind: CostKind,
    node: &Node,
    intervals: &mut Intervals,
) -> Vec<Amount> {
    let most = if kind == CostKind::Memory { FEW } else { NODES };
    let mut place = |amount: ExprId| {
        let is_fixed = space.exprs.as_const(amount).or(space.exprs.as_const(node.guard)).is_some();
        // Where a node exists, its amounts have values.
        let mut place = || {
            let hulls = &mut intervals.hulls;
            let within = hulls.place_where((space, layout), (node.guard, amount), most);
            within.or_else(|| hulls.place_present(space, layout, amount))
        };
        Amount(amount, if is_fixed { None } else { place() })
    };
    amounts(space, kind, node).into_iter().map(&mut place).collect()
}

/// What a node adds to a cost; whether it has weights, for a depth; the sizes of its value, for a memory.
fn amounts(space: &Space, kind: CostKind, node: &Node) -> Vec<ExprId> {
    match kind {
        CostKind::Params => vec![node.params],
        CostKind::Macs | CostKind::Flops => vec![node.macs],
        // Shared weights count wherever they are used.
        CostKind::Depth => vec![node.tied.map_or(node.params, |it| space.node(it).params)],
        CostKind::Memory => node.shape.dims.to_vec(),
    }
}

/// A condition, and all that must hold for it.
fn conjuncts(space: &Space, condition: ExprId, all: &mut Vec<ExprId>) {
    all.push(condition);
    match space.exprs.get(condition) {
        Expr::All(parts) => parts.iter().for_each(|it| conjuncts(space, *it, all)),
        Expr::Unary(UnaryOp::Not, operand) => all.push(*operand),
        _ => {}
    }
}

/// The sizes of what always exists.
fn positive(space: &Space) -> Vec<ExprId> {
    let is_always = |it: &&Node| space.exprs.as_const(it.guard).and_then(crate::ir::Scalar::as_bool) == Some(true);
    space.nodes.iter().filter(is_always).flat_map(|it| it.shape.dims.iter().copied()).collect()
}
