//! Decisions as single boxes, with all that belongs to their alternatives.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Look, Row, connect};
use crate::{
    cost::Costs,
    graph::{Graph, Input, Op},
    text::cut,
};

/// One box per operation, and one per decision with all that belongs to its alternatives.
pub(super) fn with_decisions(graph: &Graph) -> Vec<Item> {
    let mut found = Decisions::new(graph);
    let selects = graph.ops.iter().enumerate().filter(|it| it.1.name == "select");
    selects.for_each(|(at, op)| found.decide(at, op));
    found.boxes()
}

/// What belongs to which decision.
struct Decisions<'a> {
    graph: &'a Graph,
    /// The decision that an operation belongs to; itself if it belongs to none.
    owners: Vec<usize>,
    /// The operation whose box a select shares, because it only says how far a sequence goes; itself if it does not.
    aliases: Vec<usize>,
    /// The alternatives of decisions.
    rows: BTreeMap<usize, Vec<Row>>,
    costs: Vec<Costs>,
}

impl<'a> Decisions<'a> {
    fn new(graph: &'a Graph) -> Self {
        let each: Vec<usize> = (0..graph.ops.len()).collect();
        let costs = graph.ops.iter().map(|it| it.costs).collect();
        Self { graph, owners: each.clone(), aliases: each, rows: BTreeMap::new(), costs }
    }

    fn decide(&mut self, at: usize, select: &Op) {
        let arms: Vec<BTreeSet<usize>> = select.inputs.iter().map(|it| arm(self.graph, it.source, select)).collect();
        if let Some(longest) = self.longest(select, &arms) {
            self.aliases[at] = self.aliases[longest];
            return;
        }
        // What belongs to a decision within an alternative counts as that.
        let own = |it: &BTreeSet<usize>| {
            it.iter().filter(|it| self.owners[**it] == **it).map(|it| self.costs[*it]).sum::<Costs>()
        };
        self.costs[at] = arms.iter().map(own).reduce(Costs::or).unwrap_or_default();
        let rows = select.inputs.iter().zip(&arms).map(|(input, arm)| row(self.graph, input, arm));
        self.rows.insert(at, rows.collect());
        arms.iter().flatten().for_each(|it| self.owners[*it] = at);
    }

    /// Where all alternatives but one are steps on the way to it, the last step.
    fn longest(&self, select: &Op, arms: &[BTreeSet<usize>]) -> Option<usize> {
        let reads = |at: usize, source: usize| self.graph.ops[at].inputs.iter().any(|it| it.source == source);
        let is_passed = |it: &usize| {
            let others = arms.iter().enumerate().filter(|other| other.0 != *it).flat_map(|it| it.1);
            others.into_iter().any(|other| reads(*other, select.inputs[*it].source))
        };
        let (passed, ends): (Vec<usize>, Vec<usize>) = (0..arms.len()).partition(is_passed);
        let is_step = passed.iter().any(|it| arms[*it].is_empty());
        match ends[..] {
            [only] if is_step => Some(select.inputs[only].source),
            _ => None,
        }
    }

    fn owner(&self, mut at: usize) -> usize {
        loop {
            let next = if self.aliases[at] == at { self.owners[at] } else { self.aliases[at] };
            if next == at {
                return at;
            }
            at = next;
        }
    }

    /// Makes the boxes of what belongs together.
    fn boxes(&self) -> Vec<Item> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        (0..self.graph.ops.len()).for_each(|at| members.entry(self.owner(at)).or_default().push(at));
        connect(self.graph, members.into_iter().map(|(at, ops)| self.item(at, ops)).collect())
    }

    fn item(&self, at: usize, ops: Vec<usize>) -> Item {
        let op = &self.graph.ops[at];
        let path = op.inputs.iter().find_map(|it| it.alternative.as_ref()).map(|it| it.decision.clone());
        let own = || vec![Row { text: op.label.clone(), op: op.name.clone() }];
        let look = match op.name.as_str() {
            "select" => Look::Decision,
            "sum" | "mul" | "concat" | "mean" => Look::Merge,
            _ => Look::Operations,
        };
        Item {
            look,
            title: (look == Look::Decision).then(|| path.unwrap_or_else(|| "one of".to_owned())),
            rows: self.rows.get(&at).cloned().unwrap_or_else(own),
            guard: op.guard.clone(),
            times: 1,
            inputs: vec![],
            ops,
            costs: self.costs[at],
            frames: vec![],
            scope: op.scope.clone(),
        }
    }
}

fn row(graph: &Graph, input: &Input, arm: &BTreeSet<usize>) -> Row {
    let name = input.alternative.as_ref().map(|it| it.name.clone()).or(input.guard.clone()).unwrap_or_default();
    let first = arm.first().map_or(String::new(), |it| graph.ops[*it].name.clone());
    Row { text: format!("{name}:  {}", summary(graph, arm)), op: main_op(graph, arm).unwrap_or(first) }
}

/// The operations of an alternative: what its result depends on and exists under more conditions than the choice.
fn arm(graph: &Graph, source: usize, select: &Op) -> BTreeSet<usize> {
    let mut members = BTreeSet::new();
    let mut open = vec![source];
    while let Some(at) = open.pop() {
        let op = &graph.ops[at];
        if op.guard.is_some() && op.guard != select.guard && members.insert(at) {
            open.extend(op.inputs.iter().map(|it| it.source));
        }
    }
    members
}

fn main_op(graph: &Graph, members: &BTreeSet<usize>) -> Option<String> {
    let names = members.iter().map(|it| graph.ops[*it].name.as_str());
    names.into_iter().find(|it| ["conv", "linear", "attention"].contains(it)).map(ToOwned::to_owned)
}

fn summary(graph: &Graph, members: &BTreeSet<usize>) -> String {
    let labels = members.iter().filter(|it| graph.ops[**it].name != "select");
    let labels: Vec<&str> = labels.map(|it| graph.ops[*it].label.as_str()).collect();
    cut(&labels.join(" · "), 56)
}
