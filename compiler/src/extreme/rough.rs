//! What the architectures of a region cost at least and at most.
//!
//! What may exist or not costs nothing at least, and all at most, unless its alternatives are seen to exclude each other.

use super::{
    End,
    exclusive::{Join, Tree},
    interval::Intervals,
    presence::{Given, Parts, Presence, Question, answers},
    region::{Layout, Region},
};
use crate::{
    cost::ELEMENT,
    ir::{CostKind, Edge, Expr, ExprId, Node, NodeKind, Space, UnaryOp},
};

/// The least and the most.
type Ends = [i64; 2];

/// A node and what it takes.
#[derive(Debug)]
struct Place {
    is_select: bool,
    /// What it takes, given that the node exists.
    edges: Vec<Taken>,
    /// What it adds to the cost, or the sizes of its value.
    amounts: Vec<Amount>,
    guard: Parts,
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
    places: Vec<Place>,
    tree: Tree,
    /// The nodes that may take each node's value, and what that asks.
    users: Vec<Vec<(usize, Parts)>>,
    /// By value, where only operations use it: these, as a tree.
    uses: Vec<Option<(Tree, Vec<i64>)>>,
    /// The nodes that are looked at.
    kept: Vec<usize>,
    /// Whether each node exists under the last region.
    exists: Vec<Presence>,
    /// How much is looked at under each region.
    work: usize,
    /// How much more was looked at.
    extra: usize,
}

impl<'a> Rough<'a> {
    pub(super) fn new(space: &'a Space, kind: CostKind) -> Self {
        let layout = Layout::new(space);
        let mut intervals = Intervals::new(space, &layout, &roots(space, kind), &positive(space));
        let amounts: Vec<Vec<Amount>> = space
            .nodes
            .iter()
            .map(|it| {
                amounts(space, kind, it)
                    .into_iter()
                    .map(|amount| {
                        let is_fixed = space.exprs.as_const(amount).or(space.exprs.as_const(it.guard)).is_some();
                        let place = if is_fixed {
                            None
                        } else {
                            intervals.hulls.place_where(
                                (space, &layout),
                                it.guard,
                                amount,
                                if kind == CostKind::Memory { 100 } else { 3_000 },
                            )
                        };
                        Amount(amount, place)
                    })
                    .collect()
            })
            .collect();
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
        let mut users = vec![vec![]; places.len()];
        if kind == CostKind::Memory {
            for (at, node) in space.nodes.iter().enumerate() {
                let parts = |it: &Edge| (at, Parts::new((space, &layout, &intervals), &[it.guard, node.guard]));
                node.inputs.iter().for_each(|it| users[it.source.0 as usize].push(parts(it)));
            }
        }
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
        let (at, choose): (usize, fn(i64, i64) -> i64) = if end == End::Least { (0, i64::min) } else { (1, i64::max) };
        let amounts: Vec<i64> = amounts.iter().map(|it| it[at]).collect();
        let taken = |question| self.answers(region, question);
        self.tree.prefer(Join::Sum, choose, (&amounts, &taken), &mut preferred);
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

    fn answers(&self, region: &Region, question: Question) -> u64 {
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
        let best = |end: usize, choose: fn(i64, i64) -> i64| {
            let amounts: Vec<i64> = amounts.iter().map(|it| it[end]).collect();
            self.tree.best(Join::Sum, choose, (&amounts, &taken))
        };
        [best(0, i64::min), best(1, i64::max)]
    }

    /// Whether a node has weights.
    fn counts(&self, at: usize) -> Ends {
        self.amount(at).map(|it| it.min(1))
    }

    /// What a node takes, each with whether it exists, given that the node does.
    fn inputs(&self, region: &Region, at: usize) -> impl Iterator<Item = (usize, Presence)> {
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

    /// The peak of what is alive.
    fn memory(&mut self, region: &Region, enough: i64) -> Ends {
        let held = self.held(region);
        let most = self.peak(region, &held, enough);
        let least: Vec<i64> = held.iter().map(|it| it[0]).collect();
        let taken = |question| self.answers(region, question);
        [self.tree.best(Join::Peak, i64::min, (&least, &taken)), most]
    }

    /// The greatest of what is held, no less than enough. Steps are looked at closely as long as one may hold more.
    fn peak(&mut self, region: &Region, held: &[Ends], enough: i64) -> i64 {
        let mut steps: Vec<usize> = (0..held.len()).filter(|it| held[*it][1] > enough).collect();
        steps.sort_by_key(|it| std::cmp::Reverse(held[*it][1]));
        let mut peak = enough;
        if steps.is_empty() {
            return peak.min(held.iter().map(|it| it[1]).max().unwrap_or(0));
        }
        let until = self.until_last(region);
        for step in steps {
            if held[step][1] <= peak {
                break;
            }
            let most = held[step][1].min(self.roughly(region, step, &until));
            if most > peak {
                peak = peak.max(most.min(self.closely(region, step, &until)));
            }
        }
        peak
    }

    /// The position up to which each operation's value may be needed.
    fn until_last(&self, region: &Region) -> Vec<usize> {
        let size = self.places.len();
        let mut until: Vec<usize> = (0..size).collect();
        until[self.space.output.0 as usize] = size;
        for at in (0..size).rev().filter(|it| self.exists[*it] != Presence::Never) {
            let used = if self.places[at].is_select { until[at] } else { at };
            for (source, _) in self.inputs(region, at) {
                until[source] = until[source].max(used);
            }
        }
        until
    }

    /// As [`Self::closely`], of all values that may be needed then.
    fn roughly(&mut self, region: &Region, step: usize, until: &[usize]) -> i64 {
        let own = &self.places[step].guard;
        let is_held =
            |it: &usize| until[*it] >= step && !self.places[*it].is_select && self.exists[*it] != Presence::Never;
        let held: Vec<usize> = (0..=step).filter(is_held).collect();
        self.extra += step / 8 + 4 * held.len();
        let bytes: Vec<i64> = held.iter().map(|it| self.bytes(*it)[1]).collect();
        let guards: Vec<&Parts> = held.iter().map(|it| &self.places[*it].guard).collect();
        let taken = |question| self.answers(region, question) & own.mask(question);
        Tree::new(&guards).best(Join::Sum, i64::max, (&bytes, &taken))
    }

    /// The most that is held while an operation runs: of what excludes each other, or the operation, only one counts.
    fn closely(&mut self, region: &Region, step: usize, until: &[usize]) -> i64 {
        let own = &self.places[step].guard;
        let mut uses = vec![];
        let mut looked = 0;
        for at in (0..=step).filter(|it| until[*it] >= step) {
            let place = &self.places[at];
            if place.is_select || self.exists[at] == Presence::Never {
                continue;
            }
            let bytes = self.bytes(at)[1];
            let mut held = Use { bytes: 0, parts: None };
            if at == step || at == self.space.output.0 as usize {
                held.add(bytes, &place.guard);
            } else {
                self.uses(region, at, (step, Use { bytes, parts: Some(place.guard.clone()) }), &mut held, &mut looked);
            }
            if let Use { bytes, parts: Some(parts) } = held {
                uses.push((bytes, parts));
            }
        }
        self.extra += step / 8 + uses.len() * 8 + looked;
        let bytes: Vec<i64> = uses.iter().map(|it| it.0).collect();
        let guards: Vec<&Parts> = uses.iter().map(|it| &it.1).collect();
        let taken = |question| self.answers(region, question) & own.mask(question);
        Tree::new(&guards).best(Join::Sum, i64::max, (&bytes, &taken))
    }

    /// Finds the uses of a value while an operation runs, or behind it, that do not exclude that. What a select forwards is
    /// no larger than the select's own value.
    fn uses(&self, region: &Region, at: usize, (step, path): (usize, Use), held: &mut Use, looked: &mut usize) {
        let own = &self.places[step].guard;
        let output = self.space.output.0 as usize;
        for (user, parts) in self.users[at].iter().filter(|it| self.exists[it.0] != Presence::Never) {
            let mut parts = parts.clone();
            path.parts.iter().for_each(|it| parts.meet(it));
            *looked += 4 + parts.0.len();
            if parts.0.iter().any(|it| self.answers(region, it.0) & it.1 & own.mask(it.0) == 0) {
                continue;
            }
            let is_select = self.places[*user].is_select;
            if is_select && *user != output {
                let bytes = path.bytes.min(self.bytes(*user)[1]);
                self.uses(region, *user, (step, Use { bytes, parts: Some(parts) }), held, looked);
            } else if is_select || *user >= step {
                held.add(path.bytes, &parts);
            }
        }
    }

    /// What is held while each operation runs, given what its existence asks of single decisions. A value that only a
    /// select takes belongs to the select once all that it may forward is computed: of those only one exists.
    fn held(&self, region: &Region) -> Vec<Ends> {
        let size = self.places.len();
        let inputs: Vec<Vec<(usize, Presence)>> = (0..size)
            .map(|at| if self.exists[at] == Presence::Never { vec![] } else { self.inputs(region, at).collect() })
            .collect();
        let alive = self.alive(region, &inputs);
        let mut change = vec![[0_i64; 2]; size + 2];
        for (at, value) in alive.iter().enumerate() {
            for end in [0, 1] {
                if let Some(last) = value.until[end] {
                    change[at][end] = change[at][end].saturating_add(value.bytes[end]);
                    change[last + 1][end] = change[last + 1][end].saturating_sub(value.bytes[end]);
                }
            }
        }
        let mut now = [0_i64; 2];
        let mut held = vec![[0, 0]; size];
        for at in 0..size {
            now = [now[0].saturating_add(change[at][0]), now[1].saturating_add(change[at][1])];
            if self.places[at].is_select || self.exists[at] == Presence::Never {
                continue;
            }
            let sure = inputs[at].iter().filter(|it| it.1 == Presence::Surely).map(|it| alive[it.0].bytes[0]);
            let own = sure.fold(alive[at].bytes[0], i64::saturating_add);
            held[at] = [now[0].max(own), now[1]];
        }
        held
    }

    /// How long each node's value is alive.
    fn alive(&self, region: &Region, inputs: &[Vec<(usize, Presence)>]) -> Vec<Alive> {
        let size = self.places.len();
        let mut users = vec![0_u32; size];
        inputs.iter().flatten().for_each(|it| users[it.0] += 1);
        let mut alive: Vec<Alive> = Vec::with_capacity(size);
        for at in 0..size {
            let until = match self.exists[at] {
                Presence::Never => [None, None],
                Presence::Maybe => [None, Some(at)],
                Presence::Surely => [Some(at), Some(at)],
            };
            let bytes = if self.places[at].is_select {
                let own = inputs[at].iter().filter(|it| users[it.0] == 1).map(|it| alive[it.0].bytes);
                let is_all = inputs[at].iter().all(|it| users[it.0] == 1);
                let least = if is_all { own.clone().map(|it| it[0]).min() } else { None };
                [least.unwrap_or(0), own.map(|it| it[1]).max().unwrap_or(0)]
            } else {
                self.bytes(at)
            };
            alive.push(Alive { bytes, until });
        }
        self.until(&mut alive, inputs, &users);
        let answers = |question| self.answers(region, question);
        for (value, uses) in alive.iter_mut().zip(&self.uses) {
            // Whatever is decided, some use is no earlier than this.
            if let (Some(until), Some((tree, positions))) = (&mut value.until[0], uses) {
                *until = (*until).max(tree.best(Join::Peak, i64::min, (positions, &answers)) as usize);
            }
        }
        alive
    }

    /// Finds the last uses, from the last node to the first.
    fn until(&self, alive: &mut [Alive], inputs: &[Vec<(usize, Presence)>], users: &[u32]) {
        let size = self.places.len();
        let output = self.space.output.0 as usize;
        alive[output].until = alive[output].until.map(|it| it.map(|_| size));
        for at in (0..size).rev() {
            let is_select = self.places[at].is_select;
            let used = if is_select { alive[at].until } else { alive[at].until.map(|it| it.map(|_| at)) };
            for (source, presence) in &inputs[at] {
                let until = &mut alive[*source].until;
                // What only a select takes is counted there from then on.
                let ends = if is_select && users[*source] == 1 { used.map(|it| it.map(|_| at - 1)) } else { used };
                until[1] = until[1].max(ends[1]);
                if *presence == Presence::Surely && until[0].is_some() {
                    until[0] = until[0].max(ends[0]);
                }
            }
        }
    }

    fn bytes(&self, at: usize) -> Ends {
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

/// The positions of the operations that use a value, as a tree, if nothing else does.
fn uses_of(places: &[Place], users: &[(usize, Parts)]) -> Option<(Tree, Vec<i64>)> {
    let is_any = users.len() > 1 && users.iter().all(|it| !places[it.0].is_select);
    is_any.then(|| {
        let guards: Vec<&Parts> = users.iter().map(|it| &it.1).collect();
        (Tree::new(&guards), users.iter().map(|it| it.0 as i64).collect())
    })
}

/// How many bytes a use keeps, and what it asks.
#[derive(Debug, Clone)]
struct Use {
    bytes: i64,
    parts: Option<Parts>,
}

impl Use {
    /// Joins another use with those before.
    fn add(&mut self, bytes: i64, parts: &Parts) {
        self.bytes = self.bytes.max(bytes);
        match &mut self.parts {
            Some(own) => own.join(parts),
            None => self.parts = Some(parts.clone()),
        }
    }
}

/// A value while it is held.
#[derive(Debug, Clone, Copy)]
struct Alive {
    bytes: Ends,
    /// The position up to which it surely is, and up to which it may be.
    until: [Option<usize>; 2],
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
