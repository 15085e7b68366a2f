//! What an architecture costs at least and at most, where only some of its decisions are made.
//!
//! Every part of the graph is bounded as if it could be as it likes: what may exist or not costs nothing at least, and all
//! at most.

use crate::{
    check::Intervals,
    cost::ELEMENT,
    ir::{CostKind, Edge, ExprId, Node, NodeKind, Space},
};

/// The least and the most.
type Ends = [i64; 2];

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Never,
    Maybe,
    Surely,
}

/// Bounds of the costs of one space.
#[derive(Debug)]
pub(super) struct Rough<'a> {
    space: &'a Space,
    intervals: Intervals,
    /// Whether each node exists.
    exists: Vec<Presence>,
}

impl<'a> Rough<'a> {
    pub(super) fn new(space: &'a Space) -> Self {
        Self { space, intervals: Intervals::default(), exists: vec![] }
    }

    /// The ends of a cost under some decisions.
    pub(super) fn cost(&mut self, kind: CostKind, taken: &[Option<u32>]) -> Ends {
        self.intervals.under(taken);
        self.exists = self.space.nodes.iter().map(|it| self.presence(it.guard)).collect();
        match kind {
            CostKind::Params => self.sum(|it| it.params),
            CostKind::Macs => self.sum(|it| it.macs),
            CostKind::Flops => self.sum(|it| it.macs).map(|it| it.saturating_mul(2)),
            CostKind::Depth => self.depth(),
            CostKind::Memory => self.memory(),
        }
    }

    fn presence(&mut self, condition: ExprId) -> Presence {
        match self.intervals.truth(self.space, condition) {
            (false, _) => Presence::Never,
            (true, true) => Presence::Maybe,
            (true, false) => Presence::Surely,
        }
    }

    /// The ends of an amount, which is not negative.
    fn amount(&mut self, expr: ExprId) -> Ends {
        match self.intervals.number(self.space, expr) {
            // Numbers are sums and products of whole ones; beyond 2^53 they are rounded.
            Some((least, most)) if most < 9e15 => [least.max(0.0).floor() as i64, most.max(0.0).ceil() as i64],
            Some((least, _)) => [least.clamp(0.0, 9e15).floor() as i64, i64::MAX],
            None => [0, i64::MAX],
        }
    }

    fn sum(&mut self, of: fn(&Node) -> ExprId) -> Ends {
        let mut sum: Ends = [0, 0];
        for (at, node) in self.space.nodes.iter().enumerate() {
            let [least, most] = self.amount(of(node));
            match self.exists[at] {
                Presence::Never => {}
                Presence::Maybe => sum[1] = sum[1].saturating_add(most),
                Presence::Surely => sum = [sum[0].saturating_add(least), sum[1].saturating_add(most)],
            }
        }
        sum
    }

    /// What a node takes, each with whether the edge exists, given that the node does.
    fn inputs(&mut self, node: &Node) -> Vec<(usize, Presence)> {
        let mut inputs = vec![];
        for Edge { source, guard } in &node.inputs {
            let source = source.0 as usize;
            match (self.exists[source], self.presence(*guard)) {
                (Presence::Never, _) | (_, Presence::Never) => {}
                (Presence::Surely, Presence::Surely) => inputs.push((source, Presence::Surely)),
                _ => inputs.push((source, Presence::Maybe)),
            }
        }
        inputs
    }

    /// The longest path to the output: to each node, given that it exists.
    fn depth(&mut self) -> Ends {
        let mut depths: Vec<Ends> = vec![[0, 0]; self.space.nodes.len()];
        for (at, node) in self.space.nodes.iter().enumerate() {
            if self.exists[at] == Presence::Never {
                continue;
            }
            let inputs = self.inputs(node);
            // At least one input exists, and of a select no other.
            let any = inputs.iter().map(|it| depths[it.0][0]).min().unwrap_or(0);
            let sure = inputs.iter().filter(|it| it.1 == Presence::Surely).map(|it| depths[it.0][0]).max();
            let most = inputs.iter().map(|it| depths[it.0][1]).max().unwrap_or(0);
            let counts = self.amount(node.params).map(|it| it.min(1));
            depths[at] = [any.max(sure.unwrap_or(0)) + counts[0], most + counts[1]];
        }
        depths[self.space.output.0 as usize]
    }

    /// The peak of what is alive. A value that only a select takes belongs to the select once all that it may forward is
    /// computed: of those only one exists.
    fn memory(&mut self) -> Ends {
        let size = self.space.nodes.len();
        let alive = self.alive();
        let mut change = vec![[0_i64; 2]; size + 2];
        for (at, value) in alive.iter().enumerate() {
            for end in [0, 1] {
                if let Some(last) = value.until[end] {
                    change[at][end] = change[at][end].saturating_add(value.bytes[end]);
                    change[last + 1][end] = change[last + 1][end].saturating_sub(value.bytes[end]);
                }
            }
        }
        let (mut now, mut peak) = ([0_i64; 2], [0_i64; 2]);
        for (at, node) in self.space.nodes.iter().enumerate() {
            now = [now[0].saturating_add(change[at][0]), now[1].saturating_add(change[at][1])];
            if node.kind == NodeKind::Select || self.exists[at] == Presence::Never {
                continue;
            }
            peak[1] = peak[1].max(now[1]);
            if self.exists[at] == Presence::Surely {
                peak[0] = peak[0].max(now[0]);
            }
        }
        peak
    }

    /// How long each node's value is alive.
    fn alive(&mut self) -> Vec<Alive> {
        let size = self.space.nodes.len();
        let mut alive = Vec::with_capacity(size);
        let mut inputs = Vec::with_capacity(size);
        let mut users = vec![0_u32; size];
        for (at, node) in self.space.nodes.iter().enumerate() {
            let own = if self.exists[at] == Presence::Never { vec![] } else { self.inputs(node) };
            own.iter().for_each(|it| users[it.0] += 1);
            inputs.push(own);
            let until = match self.exists[at] {
                Presence::Never => [None, None],
                Presence::Maybe => [None, Some(at)],
                Presence::Surely => [Some(at), Some(at)],
            };
            alive.push(Alive { bytes: [0, 0], until });
        }
        for (at, node) in self.space.nodes.iter().enumerate() {
            alive[at].bytes = if node.kind == NodeKind::Select {
                let own = inputs[at].iter().filter(|it| users[it.0] == 1).map(|it| alive[it.0].bytes);
                let is_all = inputs[at].iter().all(|it| users[it.0] == 1);
                let least = if is_all { own.clone().map(|it| it[0]).min() } else { None };
                [least.unwrap_or(0), own.map(|it| it[1]).max().unwrap_or(0)]
            } else {
                self.bytes(node)
            };
        }
        self.until(&mut alive, &inputs, &users);
        alive
    }

    /// Finds the last uses, from the last node to the first.
    fn until(&self, alive: &mut [Alive], inputs: &[Vec<(usize, Presence)>], users: &[u32]) {
        let size = self.space.nodes.len();
        let output = self.space.output.0 as usize;
        alive[output].until = alive[output].until.map(|it| it.map(|_| size));
        for (at, node) in self.space.nodes.iter().enumerate().rev() {
            let is_select = node.kind == NodeKind::Select;
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

    fn bytes(&mut self, node: &Node) -> Ends {
        let mut bytes: Ends = [ELEMENT as i64; 2];
        for dim in &node.shape.dims {
            let ends = self.amount(*dim);
            bytes = [bytes[0].saturating_mul(ends[0]), bytes[1].saturating_mul(ends[1])];
        }
        // Sums of these are far from where they overflow.
        bytes.map(|it| it.min(1 << 50))
    }
}

/// A value while it is held.
#[derive(Debug, Clone, Copy)]
struct Alive {
    bytes: Ends,
    /// The position up to which it surely is, and up to which it may be.
    until: [Option<usize>; 2],
}
