//! Which boxes there are: decisions as stacks of alternatives, scopes as single boxes, repetitions folded.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    graph::{Graph, Op, scope_prefix, uses},
    text::cut,
};

/// Boxes that a picture has at most before its middle is left out.
const MOST: usize = 60;
/// Boxes above which scopes are closed when no depth is asked for.
const READABLE: usize = 32;
/// Decisions with the same alternatives of which only the first shows them.
const SAME: usize = 5;

/// What to show.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How many levels of scopes are open; as many as can be read unless given.
    pub depth: Option<usize>,
}

/// What a box stands for, and so its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Operations one after another, a row each.
    Operations,
    /// A decision, an alternative in each row.
    Decision,
    /// A scope that is closed.
    Closed,
    /// A sum, product or the like of several inputs.
    Merge,
    /// What was left out.
    Omitted,
}

/// A line of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The text.
    pub text: String,
    /// The name of the primitive that colours it; empty where nothing does.
    pub op: String,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The look.
    pub look: Look,
    /// The name above the rows.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The condition under which it exists.
    pub guard: Option<String>,
    /// How many times it is there, one after another.
    pub times: usize,
    /// Whose values it takes: an earlier box, and whether a condition applies.
    pub inputs: Vec<(usize, bool)>,
    /// The operations that it stands for, by position in the graph; those of every repetition.
    pub ops: Vec<usize>,
    scope: String,
}

/// The boxes of a picture, each after those whose values it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The name of what is drawn.
    pub title: String,
    /// The boxes.
    pub items: Vec<Item>,
}

/// Decides on the boxes of a picture.
pub fn plan(graph: &Graph, options: &Options) -> Plan {
    let open = with_decisions(graph);
    let deepest = graph.ops.iter().map(|it| it.scope.split('.').count()).max().unwrap_or(0);
    let at = |depth: usize| fold(&stack(graph, &close(graph, &open, depth)));
    let items = match options.depth {
        Some(depth) => at(depth + 1),
        None => {
            let readable = (1..=deepest + 1).rev().map(at).find(|it| it.len() <= READABLE);
            readable.unwrap_or_else(|| at(1))
        }
    };
    let mut items = omit(items);
    refer(&mut items);
    Plan { title: graph.title.clone(), items }
}

// Decisions

/// One box per operation, and one per decision with all that belongs to its alternatives.
fn with_decisions(graph: &Graph) -> Vec<Item> {
    let mut owners: Vec<usize> = (0..graph.ops.len()).collect();
    let mut arms: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    let mut aliases: Vec<usize> = (0..graph.ops.len()).collect();
    for (at, op) in graph.ops.iter().enumerate().filter(|it| it.1.name == "select") {
        let members: Vec<BTreeSet<usize>> = op.inputs.iter().map(|it| arm(graph, it.source, op)).collect();
        let is_passed = |it: usize| {
            members
                .iter()
                .enumerate()
                .any(|other| other.0 != it && other.1.iter().any(|member| reads(graph, *member, op.inputs[it].source)))
        };
        let last: Vec<usize> = (0..members.len()).filter(|it| members[*it].is_empty() && is_passed(*it)).collect();
        let ends: Vec<usize> = (0..members.len()).filter(|it| !is_passed(*it)).collect();
        if let ([only], false) = (&ends[..], last.is_empty()) {
            aliases[at] = aliases[op.inputs[*only].source];
            continue;
        }
        for member in members.iter().flatten() {
            owners[*member] = at;
        }
        let rows = op.inputs.iter().zip(&members).map(|(input, members)| {
            let name = input.alternative.as_ref().map(|it| it.0.clone()).or(input.guard.clone()).unwrap_or_default();
            let first = members.first().map_or(String::new(), |it| graph.ops[*it].name.clone());
            Row { text: format!("{name}:  {}", summary(graph, members)), op: main_op(graph, members).unwrap_or(first) }
        });
        arms.insert(at, rows.collect());
    }
    let owner_of = |mut at: usize| loop {
        let next = if aliases[at] == at { owners[at] } else { aliases[at] };
        if next == at {
            return at;
        }
        at = next;
    };
    collect(graph, &arms, owner_of)
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

fn reads(graph: &Graph, at: usize, source: usize) -> bool {
    graph.ops[at].inputs.iter().any(|it| it.source == source)
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

/// Makes the boxes of what belongs together.
fn collect(graph: &Graph, arms: &BTreeMap<usize, Vec<Row>>, owner: impl Fn(usize) -> usize) -> Vec<Item> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..graph.ops.len() {
        members.entry(owner(at)).or_default().push(at);
    }
    let items = members.into_iter().map(|(at, ops)| {
        let op = &graph.ops[at];
        let path = op.inputs.iter().find_map(|it| it.alternative.as_ref()).map(|it| it.1.clone());
        let rows = arms.get(&at).cloned().unwrap_or_else(|| vec![Row { text: op.label.clone(), op: op.name.clone() }]);
        let look = match op.name.as_str() {
            "select" => Look::Decision,
            "sum" | "mul" | "concat" | "mean" => Look::Merge,
            _ => Look::Operations,
        };
        let title = (look == Look::Decision).then(|| path.unwrap_or_else(|| "one of".to_owned()));
        let (scope, guard) = (op.scope.clone(), op.guard.clone());
        Item { look, title, rows, guard, times: 1, inputs: vec![], ops, scope }
    });
    connect(graph, items.collect())
}

/// Finds out which box takes whose values.
fn connect(graph: &Graph, mut items: Vec<Item>) -> Vec<Item> {
    let mut places = vec![0; graph.ops.len()];
    for (at, item) in items.iter().enumerate() {
        item.ops.iter().for_each(|it| places[*it] = at);
    }
    for (at, item) in items.iter_mut().enumerate() {
        let mut inputs: BTreeMap<usize, bool> = BTreeMap::new();
        for (op, input) in item.ops.iter().flat_map(|op| graph.ops[*op].inputs.iter().map(move |it| (*op, it))) {
            let source = places[input.source];
            let is_open = input.guard.is_some() && graph.ops[op].name != "select";
            if source < at {
                inputs.entry(source).and_modify(|it| *it &= is_open).or_insert(is_open);
            }
        }
        item.inputs = inputs.into_iter().collect();
    }
    items
}

// Scopes

/// Closes the scopes that lie deeper than a depth: boxes that stand together become one.
fn close(graph: &Graph, items: &[Item], depth: usize) -> Vec<Item> {
    let mut closed: Vec<Item> = vec![];
    let mut run: Vec<Item> = vec![];
    let key = |it: &Item| {
        let is_deep = !it.scope.is_empty() && it.scope.split('.').count() >= depth;
        is_deep.then(|| scope_prefix(&it.scope, depth))
    };
    for item in items {
        if run.first().is_some_and(|it| key(it) != key(item)) {
            closed.extend(closed_run(graph, std::mem::take(&mut run), depth));
        }
        match key(item) {
            Some(_) => run.push(item.clone()),
            None => closed.push(item.clone()),
        }
    }
    closed.extend(closed_run(graph, run, depth));
    connect(graph, closed)
}

fn closed_run(graph: &Graph, run: Vec<Item>, depth: usize) -> Vec<Item> {
    if run.len() < 2 {
        return run;
    }
    // Widths may grow from use to use, so that an end goes by its look and scope.
    let keys: Vec<(&str, Look, &str)> =
        run.iter().map(|it| (it.scope.as_str(), it.look, it.rows.last().map_or("", |it| it.op.as_str()))).collect();
    let (scope, guard) = (scope_prefix(&run[0].scope, depth), run[0].guard.as_ref());
    let mut rest = &run[..];
    let boxes = uses(&keys).into_iter().map(|length| {
        let (used, after) = rest.split_at(length);
        rest = after;
        closed_box(graph, used.iter().flat_map(|it| it.ops.clone()).collect(), &scope, guard)
    });
    boxes.collect()
}

fn closed_box(graph: &Graph, ops: Vec<usize>, scope: &str, guard: Option<&String>) -> Item {
    let known = ["conv", "linear", "attention", "max_pool", "avg_pool"];
    let mut rows: Vec<Row> = vec![];
    for op in ops.iter().map(|it| &graph.ops[*it]).filter(|it| known.contains(&it.name.as_str())) {
        if rows.iter().all(|it| it.text != op.label) {
            rows.push(Row { text: op.label.clone(), op: op.name.clone() });
        }
    }
    if rows.len() > 4 {
        rows.truncate(3);
    }
    let count = ops.iter().filter(|it| graph.ops[**it].name != "select").count();
    rows.push(Row { text: format!("{count} operations"), op: String::new() });
    let (title, guard) = (scope.split('#').next().map(ToOwned::to_owned), guard.cloned());
    Item { look: Look::Closed, title, rows, guard, times: 1, inputs: vec![], ops, scope: scope.to_owned() }
}

// Stacks and repetitions

/// Puts operations that only follow each other into one box, up to the next one with weights.
fn stack(graph: &Graph, items: &[Item]) -> Vec<Item> {
    let mut uses = vec![0; items.len()];
    items.iter().flat_map(|it| &it.inputs).for_each(|it| uses[it.0] += 1);
    let mut stacked: Vec<Item> = vec![];
    for (at, item) in items.iter().enumerate() {
        let follows = item.inputs.len() == 1 && at > 0 && item.inputs[0].0 == at - 1 && uses[at - 1] == 1;
        match stacked.last_mut() {
            Some(last) if follows && can_stack(last, item) => {
                last.rows.extend(item.rows.clone());
                last.ops.extend(&item.ops);
            }
            _ => stacked.push(item.clone()),
        }
    }
    connect(graph, stacked)
}

fn can_stack(last: &Item, item: &Item) -> bool {
    let has_weights = |it: &Item| it.rows.iter().any(|it| ["conv", "linear", "attention"].contains(&it.op.as_str()));
    let is_plain = |it: &Item| it.look == Look::Operations && it.rows[0].op != "input";
    is_plain(last) && is_plain(item) && last.guard == item.guard && !(has_weights(last) && has_weights(item))
}

/// Folds boxes that are alike and only follow each other.
fn fold(items: &[Item]) -> Vec<Item> {
    let mut kept: Vec<Item> = vec![];
    let mut places: Vec<usize> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let follows = at > 0 && item.inputs.iter().any(|it| it.0 == at - 1) && are_alike(items, at - 1, at);
        match kept.last_mut() {
            Some(last) if follows => {
                last.times += 1;
                last.ops.extend(&item.ops);
                last.title = last.title.as_deref().map(without_number);
                if let Some(first) =
                    last.guard.as_mut().filter(|it| item.guard.as_ref() != Some(it) && !it.ends_with('…'))
                {
                    first.push_str(", …");
                }
            }
            _ => {
                let inputs: BTreeMap<usize, bool> = item.inputs.iter().map(|it| (places[it.0], it.1)).collect();
                kept.push(Item { inputs: inputs.into_iter().collect(), ..item.clone() });
            }
        }
        places.push(kept.len() - 1);
    }
    kept
}

/// Of many decisions with the same alternatives, only the first shows them.
fn refer(items: &mut [Item]) {
    for at in 0..items.len() {
        let (rows, title) = (items[at].rows.clone(), items[at].title.clone().unwrap_or_default());
        let is_same = |it: &Item| it.look == Look::Decision && it.rows == rows;
        if rows.len() < 2 || !is_same(&items[at]) || items.iter().filter(|it| is_same(it)).count() < SAME {
            continue;
        }
        for item in items[at + 1..].iter_mut().filter(|it| is_same(it)) {
            item.rows = vec![Row { text: format!("as {title}"), op: String::new() }];
        }
    }
}

/// Whether two boxes show the same and take their values from the same distance.
fn are_alike(items: &[Item], first: usize, other: usize) -> bool {
    let offsets = |at: usize| items[at].inputs.iter().map(|it| at - it.0).collect::<Vec<_>>();
    let title = |at: usize| items[at].title.as_deref().map(without_number);
    items[first].rows == items[other].rows
        && items[first].look == items[other].look
        && items[first].guard.is_some() == items[other].guard.is_some()
        && title(first) == title(other)
        && offsets(first) == offsets(other)
}

/// A path without the numbers of loops: `layer3.encoder#2` is `layer.encoder`.
fn without_number(path: &str) -> String {
    let segments = path.split('.').map(|it| {
        let name = it.split('#').next().unwrap_or(it).trim_end_matches(|it: char| it.is_ascii_digit());
        if name.is_empty() { it } else { name }
    });
    segments.collect::<Vec<_>>().join(".")
}

/// Leaves out the middle of what is too long.
fn omit(items: Vec<Item>) -> Vec<Item> {
    if items.len() <= MOST {
        return items;
    }
    let (first, last) = (MOST / 2, items.len() - MOST / 2);
    let place = |it: usize| {
        if it < first {
            it
        } else if it < last {
            first
        } else {
            it - last + first + 1
        }
    };
    let ops: Vec<usize> = items[first..last].iter().flat_map(|it| it.ops.clone()).collect();
    let rows = vec![Row { text: format!("{} operations left out", ops.len()), op: String::new() }];
    let gap = Item {
        look: Look::Omitted,
        title: None,
        rows,
        guard: None,
        times: 1,
        inputs: items[first..last].iter().flat_map(|it| it.inputs.clone()).collect(),
        ops,
        scope: String::new(),
    };
    let mut kept: Vec<Item> = items[..first].to_vec();
    kept.push(gap);
    kept.extend_from_slice(&items[last..]);
    for (at, item) in kept.iter_mut().enumerate() {
        let inputs: BTreeMap<usize, bool> = item.inputs.iter().map(|it| (place(it.0), it.1)).collect();
        item.inputs = inputs.into_iter().filter(|it| it.0 < at).collect();
    }
    kept
}
