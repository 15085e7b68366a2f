//! Decisions as single boxes, with all that belongs to their alternatives.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Look, Row, connect, joints};
use crate::{
    cost::Costs,
    graph::{Graph, Input, Op, is_main},
    text::cut,
};

/// Characters of an alternative above which it is cut.
const LONGEST: usize = 56;

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
    /// What takes the values of operations.
    users: Vec<Vec<usize>>,
    /// The decision that an operation belongs to; itself if it belongs to none.
    owners: Vec<usize>,
    /// The scopes of the selects that only say how far a sequence goes.
    joints: BTreeMap<usize, String>,
    /// The alternatives of decisions.
    rows: BTreeMap<usize, Vec<Row>>,
    /// The same in short, for where a decision lies within an alternative of another one.
    texts: BTreeMap<usize, String>,
}

impl<'a> Decisions<'a> {
    fn new(graph: &'a Graph) -> Self {
        let each: Vec<usize> = (0..graph.ops.len()).collect();
        let mut users = vec![vec![]; graph.ops.len()];
        for (at, op) in graph.ops.iter().enumerate() {
            op.inputs.iter().for_each(|it| users[it.source].push(at));
        }
        Self { graph, users, owners: each, joints: BTreeMap::new(), rows: BTreeMap::new(), texts: BTreeMap::new() }
    }

    fn decide(&mut self, at: usize, select: &Op) {
        if joints::is_joint(self.graph, select) {
            self.joints.insert(at, joints::scope(self.graph, at, &self.joints));
            return;
        }
        let arms: Vec<BTreeSet<usize>> = select.inputs.iter().map(|it| self.arm(it.source, at)).collect();
        let rows = select.inputs.iter().zip(&arms).map(|(input, arm)| self.row(input, arm)).collect();
        self.rows.insert(at, rows);
        self.texts.insert(at, self.either(&arms));
        arms.iter().flatten().for_each(|it| self.owners[*it] = at);
    }

    /// The operations of an alternative: what its result depends on, nothing else does, and exists under more conditions
    /// than the choice.
    fn arm(&self, source: usize, select: usize) -> BTreeSet<usize> {
        let mut members = BTreeSet::new();
        let mut open = BTreeSet::from([source]);
        // What takes a value comes later than what gives it.
        while let Some(at) = open.pop_last() {
            let op = &self.graph.ops[at];
            let is_own = |user: &usize| members.contains(user) || (at == source && *user == select);
            let is_chosen = op.guard.is_some() && op.guard != self.graph.ops[select].guard;
            if is_chosen && self.users[at].iter().all(is_own) {
                members.insert(at);
                open.extend(op.inputs.iter().map(|it| it.source));
            }
        }
        members
    }

    fn owner(&self, mut at: usize) -> usize {
        while self.owners[at] != at {
            at = self.owners[at];
        }
        at
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
        let look = match op.name.as_str() {
            "select" if self.joints.contains_key(&at) => Look::Joint,
            "select" => Look::Decision,
            "sum" | "mul" | "concat" | "mean" => Look::Merge,
            _ => Look::Operations,
        };
        let rows = match look {
            Look::Joint => vec![],
            _ => vec![Row { text: op.label.clone(), op: op.name.clone() }],
        };
        Item {
            look,
            title: (look == Look::Decision).then(|| path.unwrap_or_else(|| "one of".to_owned())),
            rows: self.rows.get(&at).cloned().unwrap_or(rows),
            guard: op.guard.clone(),
            times: 1,
            inputs: vec![],
            conditions: BTreeMap::new(),
            selects: vec![],
            ops,
            costs: Costs::default(),
            frames: vec![],
            scope: self.joints.get(&at).unwrap_or(&op.scope).clone(),
        }
    }

    fn row(&self, input: &Input, arm: &BTreeSet<usize>) -> Row {
        let name = input.alternative.as_ref().map(|it| it.name.clone()).or(input.guard.clone()).unwrap_or_default();
        let first = arm.first().map_or(String::new(), |it| self.graph.ops[*it].name.clone());
        let text = cut(&self.summary(arm), LONGEST);
        Row { text: format!("{name}:  {text}"), op: main_op(self.graph, arm).unwrap_or(first) }
    }

    /// What an alternative does; what is decided in it stands in parentheses.
    fn summary(&self, arm: &BTreeSet<usize>) -> String {
        let own = arm.iter().filter(|it| self.owners[**it] == **it && !self.joints.contains_key(it));
        let texts = own.map(|it| self.texts.get(it).unwrap_or(&self.graph.ops[*it].label).as_str());
        texts.collect::<Vec<_>>().join(" · ")
    }

    /// Alternatives, in short: `(relu | silu)`.
    fn either(&self, arms: &[BTreeSet<usize>]) -> String {
        let mut texts: Vec<String> = vec![];
        for text in arms.iter().map(|it| self.summary(it)) {
            // An alternative without operations hands on what it gets.
            let text = if text.is_empty() { "identity".to_owned() } else { text };
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        if texts.len() == 1 { texts.remove(0) } else { format!("({})", texts.join(" | ")) }
    }
}

fn main_op(graph: &Graph, members: &BTreeSet<usize>) -> Option<String> {
    let names = members.iter().map(|it| graph.ops[*it].name.as_str());
    names.into_iter().find(|it| is_main(it)).map(ToOwned::to_owned)
}
