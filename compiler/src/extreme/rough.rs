//! What the architectures of a region cost at least and at most.
//!
//! What may exist or not costs nothing at least, and all at most, unless its alternatives are seen to exclude each other.

use super::{
    End,
    depth::Paths,
    dual::Dual,
    exclusive::{Choose, Given as Amounts, Join, Tree},
    interval::{Intervals, constant},
    memory::users,
    presence::{Conditions, Parts, Presence, Question, answers},
    region::{Layout, Region},
    uses::{Group, uses},
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
    pub(super) edges: Vec<Taken>,
    /// What it adds to the cost, or the sizes of its value.
    pub(super) amounts: Vec<Amount>,
    pub(super) guard: Parts,
}

/// A node whose value another one takes, or that takes another's.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) node: usize,
    /// How many operations with weights stand between the two.
    pub(super) between: i64,
    /// When it is taken, given that the other node exists: the place of the condition.
    pub(super) condition: u32,
}

/// An amount of a node that exists.
#[derive(Debug, Clone, Copy)]
pub(super) enum Amount {
    /// The same in all architectures, or what it always lies between.
    Fixed(Ends),
    Of(ExprId),
    /// What a diagram tells, by its place.
    Where(u32),
}

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
    /// For a memory, by node: those that may take its value.
    pub(super) uses: Vec<Vec<Group>>,
    /// For a depth: how paths go.
    pub(super) paths: Paths,
    /// The nodes that are looked at.
    kept: Vec<usize>,
    /// For a sum: another bound, of one end.
    dual: Option<Dual>,
    /// Those under which nodes take values.
    conditions: Conditions,
    /// Whether each node exists under the last region.
    pub(super) exists: Vec<Presence>,
    /// How many nodes and edges are looked at under each region.
    work: usize,
    /// How much more was looked at.
    pub(super) extra: usize,
}

impl<'a> Rough<'a> {
    pub(super) fn new(space: &'a Space, kind: CostKind, dual: Option<Dual>) -> Self {
        let layout = Layout::new(space);
        let (intervals, amounts) = match kind {
            CostKind::Depth => known((space, &layout), kind, &clear_weights(space, &layout)),
            _ => known((space, &layout), kind, &vec![None; space.nodes.len()]),
        };
        let context = (space, &layout, &intervals);
        let has_edges = matches!(kind, CostKind::Memory | CostKind::Depth);
        let mut conditions = Conditions::default();
        let place = |(node, amounts): (&Node, Vec<Amount>)| {
            let own = Parts::new(context, &[node.guard]);
            let edge = |it: &Edge| {
                let given = Parts::new(context, &[it.guard, space.node(it.source).guard]).given(&own);
                Taken { node: it.source.0 as usize, between: 0, condition: conditions.place(given) }
            };
            let edges = if has_edges { node.inputs.iter().map(edge).collect() } else { vec![] };
            Place { is_select: node.kind == NodeKind::Select, edges, amounts, guard: own }
        };
        let mut places: Vec<Place> = space.nodes.iter().zip(amounts).map(place).collect();
        let paths = (kind == CostKind::Depth).then(|| Paths::new(context, &mut places, &mut conditions));
        let paths = paths.unwrap_or_default();
        let kept = if kind == CostKind::Depth { paths.nodes() } else { (0..places.len()).collect() };
        let guards: Vec<&Parts> = places.iter().map(|it| &it.guard).collect();
        let tree = Tree::new(&guards);
        let is_memory = kind == CostKind::Memory;
        let users = if is_memory { users(context) } else { vec![] };
        let uses = if is_memory { uses(context, &places, &mut conditions) } else { vec![] };
        let edges: usize = places.iter().map(|it| it.edges.len()).sum();
        let work = kept.len() + edges + conditions.len();
        Self {
            space,
            layout,
            intervals,
            kind,
            places,
            tree,
            users,
            uses,
            paths,
            kept,
            dual,
            conditions,
            exists: vec![],
            work,
            extra: 0,
        }
    }

    /// How much was looked at under the last region.
    pub(super) fn work(&self) -> usize {
        self.work + self.intervals.work()
    }

    /// How much more was looked at since the last time.
    pub(super) fn extra(&mut self) -> usize {
        std::mem::take(&mut self.extra)
    }

    /// Another bound of a sum: of the end that it is for, no architecture of the region has less, or more by its negative.
    pub(super) fn dual(&mut self, region: &Region) -> Option<i64> {
        let dual = self.dual.as_ref()?;
        self.extra += dual.work();
        Some(dual.bound(&self.layout, region))
    }

    /// The ends of the cost under a region. Where the most is no more than enough it may be told too large, up to there.
    pub(super) fn cost(&mut self, region: &Region, enough: i64) -> Ends {
        self.look(region);
        match self.kind {
            CostKind::Params | CostKind::Macs => self.sum(region),
            CostKind::Flops => self.sum(region).map(|it| it.saturating_mul(2)),
            CostKind::Depth => self.longest(),
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
        self.conditions.learn(|it| answers((&self.layout, intervals), region, it));
    }

    /// What one architecture has of the cost in places that do not count: of two that cost the same, the one with more
    /// (or less) of it is closer to one that costs more (or less).
    pub(super) fn latent(&mut self, region: &Region) -> i64 {
        self.look(region);
        match self.kind {
            CostKind::Depth => self.depths().iter().map(|it| it[1]).fold(0, i64::saturating_add),
            CostKind::Memory => self.held().iter().map(|it| it[1]).fold(0, i64::saturating_add),
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

    fn amount(&self, at: usize) -> Ends {
        ends(&self.intervals, self.places[at].amounts[0])
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
    pub(super) fn counts(&self, at: usize) -> Ends {
        self.amount(at).map(|it| it.min(1))
    }

    /// What a node takes, each with whether it exists, given that the node does.
    pub(super) fn inputs(&self, at: usize) -> impl Iterator<Item = (usize, Presence)> {
        self.taken(at).map(|it| (it.0.node, it.1))
    }

    pub(super) fn taken(&self, at: usize) -> impl Iterator<Item = (&Taken, Presence)> {
        self.present(&self.places[at].edges)
    }

    /// Those that may exist.
    pub(super) fn present<'b>(&'b self, taken: &'b [Taken]) -> impl Iterator<Item = (&'b Taken, Presence)> {
        let taken = taken.iter().filter(|it| self.exists[it.node] != Presence::Never);
        taken.map(|it| (it, self.conditions.presence(it.condition))).filter(|it| it.1 != Presence::Never)
    }

    pub(super) fn bytes(&self, at: usize) -> Ends {
        let mut bytes: Ends = [ELEMENT as i64; 2];
        for amount in &self.places[at].amounts {
            let ends = ends(&self.intervals, *amount);
            bytes = [bytes[0].saturating_mul(ends[0]), bytes[1].saturating_mul(ends[1])];
        }
        // Sums of these are far from where they overflow.
        bytes.map(|it| it.min(1 << 50))
    }
}

/// The ends of an amount, which is not negative.
fn ends(intervals: &Intervals, amount: Amount) -> Ends {
    let ends = match amount {
        Amount::Fixed(ends) => return ends,
        Amount::Of(expr) => Some(intervals.get(expr)),
        Amount::Where(place) => intervals.hulls.possible(place),
    };
    ends.map_or([0, 0], whole)
}

/// The ends of what is a whole number and not negative.
fn whole([least, most]: [f64; 2]) -> Ends {
    let most = if most.is_finite() { most.max(0.0).ceil() as i64 } else { i64::MAX };
    [least.clamp(0.0, 9e15).floor() as i64, most]
}

/// Whether each node has weights, where that is clear: how many these are does not matter for a depth.
fn clear_weights(space: &Space, layout: &Layout) -> Vec<Option<i64>> {
    let (mut intervals, amounts) = known((space, layout), CostKind::Depth, &vec![None; space.nodes.len()]);
    intervals.learn(layout, &layout.all());
    let clear = |amounts: &Vec<Amount>| {
        let [least, most] = ends(&intervals, amounts[0]).map(|it| it.min(1));
        (least == most).then_some(least)
    };
    amounts.iter().map(clear).collect()
}

/// What is known of all that a cost depends on, and the amounts of each node. Some nodes' only amounts are given.
fn known((space, layout): (&Space, &Layout), kind: CostKind, given: &[Option<i64>]) -> (Intervals, Vec<Vec<Amount>>) {
    let mut roots: Vec<ExprId> = space.constraints.iter().map(|it| it.condition).collect();
    roots.extend(space.decisions.iter().map(|it| it.active));
    for (node, given) in space.nodes.iter().zip(given) {
        conjuncts(space, node.guard, &mut roots);
        if given.is_none() {
            roots.extend(amounts(space, kind, node));
        }
        if matches!(kind, CostKind::Depth | CostKind::Memory) {
            node.inputs.iter().for_each(|it| conjuncts(space, it.guard, &mut roots));
        }
    }
    let mut intervals = Intervals::new(space, layout, &roots, &positive(space));
    let amounts = space.nodes.iter().zip(given).map(|(node, given)| match given {
        Some(given) => vec![Amount::Fixed([*given; 2])],
        None => amounts_where((space, layout), kind, node, &mut intervals),
    });
    let amounts = amounts.collect();
    (intervals, amounts)
}

/// The amounts of a node.
fn amounts_where(
    (space, layout): (&Space, &Layout),
    kind: CostKind,
    node: &Node,
    intervals: &mut Intervals,
) -> Vec<Amount> {
    let most = if kind == CostKind::Memory { FEW } else { NODES };
    let mut amount = |amount: ExprId| {
        if let Some(value) = space.exprs.as_const(amount) {
            return Amount::Fixed(whole(constant(Some(value))));
        }
        if space.exprs.as_const(node.guard).is_some() {
            return Amount::Of(amount);
        }
        // Where a node exists, its amounts have values.
        let hulls = &mut intervals.hulls;
        let within = hulls.place_where((space, layout), (node.guard, amount), most);
        within.or_else(|| hulls.place_present(space, layout, amount)).map_or(Amount::Of(amount), Amount::Where)
    };
    amounts(space, kind, node).into_iter().map(&mut amount).collect()
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
