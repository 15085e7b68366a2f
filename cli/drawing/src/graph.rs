//! What is to be drawn: the operations of a space or of a network, with labels.

use std::collections::BTreeMap;

use nas_compiler::ir::{BinaryOp, Domain, Expr, ExprId, Network, Node, NodeKind, Space};

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Op {
    /// The primitive's name, `input`, or `select`.
    pub name: String,
    /// The label: `conv 3×3, 16`.
    pub label: String,
    /// The positions of its inputs, with the condition of each, as text and as the alternative's name.
    pub inputs: Vec<Input>,
    /// The scope it was made in.
    pub scope: String,
    /// The condition under which it exists, if it does not always.
    pub guard: Option<String>,
}

/// A use of an operation's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Whose value.
    pub source: usize,
    /// The condition, if there is one.
    pub guard: Option<String>,
    /// The alternative that a decision takes here, and the decision's path.
    pub alternative: Option<(String, String)>,
}

/// The operations to draw, each after its inputs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// What it is called.
    pub title: String,
    /// The operations.
    pub ops: Vec<Op>,
}

impl Graph {
    /// Reads a space: every alternative of every decision.
    pub fn of_space(space: &Space) -> Self {
        let ops = space.nodes.iter().map(|it| of_node(space, it)).collect();
        Self { title: space.name.clone(), ops }
    }

    /// Reads one architecture of a space.
    pub fn of_network(space: &Space, network: &Network) -> Self {
        let mut ops = vec![];
        for it in &network.operations {
            let args: Vec<(String, String)> = it.args.iter().map(|(k, v)| (k.clone(), v.to_string())).collect();
            let inputs = it.inputs.iter().map(|it| Input { source: *it, guard: None, alternative: None }).collect();
            let scope = space.node(it.origin).scope.clone();
            ops.push(Op { label: label(&it.op, &args), name: it.op.clone(), inputs, scope, guard: None });
        }
        Self { title: network.space.clone(), ops }
    }

    /// Returns only a part: the first use of a cell or block, by its name or by its path; nothing if there is none.
    pub fn part(&self, name: &str) -> Option<Self> {
        let depth = |it: &Op| depth_of(&it.scope, name);
        let first = self.ops.iter().position(|it| depth(it).is_some())?;
        let prefix = scope_prefix(&self.ops[first].scope, depth(&self.ops[first])?);
        let is_inside = |it: &Op| it.scope == prefix || it.scope.starts_with(&format!("{prefix}."));
        let length = self.ops[first..].iter().take_while(|it| is_inside(it)).count();
        let keys: Vec<(&str, &str)> =
            self.ops[first..first + length].iter().map(|it| (it.scope.as_str(), it.name.as_str())).collect();
        let end = first + uses(&keys)[0];
        Some(self.cut_out(&prefix, first, end))
    }

    fn cut_out(&self, title: &str, first: usize, end: usize) -> Self {
        let mut part = Self { title: title.to_owned(), ops: vec![] };
        let mut places = BTreeMap::new();
        let outside = self.ops[first..end].iter().flat_map(|it| &it.inputs).map(|it| it.source);
        for source in outside.filter(|it| *it < first) {
            places.entry(source).or_insert_with(|| {
                let label = format!("input {}", part.ops.len() + 1);
                part.ops.push(Op {
                    name: "input".to_owned(),
                    label,
                    inputs: vec![],
                    scope: String::new(),
                    guard: None,
                });
                part.ops.len() - 1
            });
        }
        for at in first..end {
            let mut op = self.ops[at].clone();
            op.inputs.iter_mut().for_each(|it| it.source = places[&it.source]);
            places.insert(at, part.ops.len());
            part.ops.push(op);
        }
        part
    }
}

/// The lengths of the uses that a run of one scope is made of: a use ends as the run ends. Where these would be of very
/// different lengths, the run is a single use in which its end occurs before.
pub(crate) fn uses<K: PartialEq>(run: &[K]) -> Vec<usize> {
    let ends = (0..run.len()).filter(|it| Some(&run[*it]) == run.last()).map(|it| it + 1);
    let mut begin = 0;
    let lengths: Vec<usize> = ends.map(|it| it - std::mem::replace(&mut begin, it)).collect();
    let (least, most) = (lengths.iter().min(), lengths.iter().max());
    match least.zip(most) {
        Some((least, most)) if 4 * most <= 5 * least => lengths,
        _ => vec![run.len()],
    }
}

fn depth_of(scope: &str, name: &str) -> Option<usize> {
    let segments: Vec<&str> = scope.split('.').collect();
    let by_path = (1..=segments.len()).find(|it| segments[..*it].join(".") == name);
    let by_name = segments.iter().position(|it| it.split('#').next() == Some(name)).map(|it| it + 1);
    by_path.or(by_name)
}

/// The first segments of a scope.
pub(crate) fn scope_prefix(scope: &str, depth: usize) -> String {
    scope.split('.').take(depth).collect::<Vec<_>>().join(".")
}

fn of_node(space: &Space, node: &Node) -> Op {
    let (name, label) = match &node.kind {
        NodeKind::Input { name } => ("input".to_owned(), name.clone()),
        NodeKind::Select => ("select".to_owned(), "select".to_owned()),
        NodeKind::Primitive { op, args } => {
            let args: Vec<(String, String)> = args.iter().map(|it| (it.0.clone(), brief(space, it.1))).collect();
            (op.clone(), label(op, &args))
        }
    };
    let inputs = node.inputs.iter().map(|it| Input {
        source: it.source.0 as usize,
        guard: condition(space, it.guard),
        alternative: alternative(space, it.guard),
    });
    let (inputs, guard) = (inputs.collect(), condition(space, node.guard));
    Op { name, label, inputs, scope: node.scope.clone(), guard }
}

/// The alternative that a condition asks for: the last one where it asks for several.
fn alternative(space: &Space, guard: ExprId) -> Option<(String, String)> {
    match space.exprs.get(guard) {
        Expr::Is(decision, index) => {
            let decision = space.decision(*decision);
            Some((decision.domain.render(*index), decision.path.clone()))
        }
        Expr::All(parts) => parts.iter().rev().find_map(|it| alternative(space, *it)),
        _ => None,
    }
}

fn condition(space: &Space, guard: ExprId) -> Option<String> {
    let holds = space.exprs.as_const(guard).and_then(nas_compiler::ir::Scalar::as_bool) == Some(true);
    (!holds).then(|| short(space, guard))
}

/// Writes an argument; one that is long is `f(…)` of its decisions.
fn brief(space: &Space, expr: ExprId) -> String {
    let text = short(space, expr);
    if !text.contains('…') && text.chars().count() <= 16 {
        return text;
    }
    let paths = space.exprs.decisions(expr).into_iter().map(|it| &space.decision(it).path);
    let names: Vec<&str> = paths.map(|it| it.rsplit('.').next().unwrap_or(it)).collect();
    if names.len() > 3 { format!("f({}, …)", names[..2].join(", ")) } else { format!("f({})", names.join(", ")) }
}

/// Writes an expression in few words: decisions go by the last segment of their path.
fn short(space: &Space, expr: ExprId) -> String {
    let name = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    match space.exprs.get(expr) {
        Expr::Const(value) => value.to_string(),
        Expr::Value(decision) => name(&space.decision(*decision).path),
        Expr::Is(decision, index) => {
            let decision = space.decision(*decision);
            let is = if matches!(decision.domain, Domain::Alternatives(_)) { "is" } else { "=" };
            format!("{} {is} {}", name(&decision.path), decision.domain.render(*index))
        }
        Expr::Member(decision, item) => format!("{item} in {}", name(&space.decision(*decision).path)),
        Expr::Binary(op, left, right) => {
            let (left, right) = (short(space, *left), short(space, *right));
            match op {
                BinaryOp::Less => format!("{right} > {left}"),
                BinaryOp::LessEqual => format!("{right} ≥ {left}"),
                BinaryOp::Equal => format!("{left} = {right}"),
                BinaryOp::Multiply => format!("{left}·{right}"),
                BinaryOp::Add => format!("{left} + {right}"),
                BinaryOp::Subtract => format!("{left} - {right}"),
                _ => "…".to_owned(),
            }
        }
        Expr::All(parts) if parts.len() <= 3 => {
            parts.iter().map(|it| short(space, *it)).collect::<Vec<_>>().join(" and ")
        }
        _ => "…".to_owned(),
    }
}

/// The arguments that make an operation what it is, in the field's short form.
fn label(op: &str, args: &[(String, String)]) -> String {
    let get = |name: &str| args.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
    let mut text = match (get("name"), op) {
        (Some(name), "input") => name.trim_matches('"').to_owned(),
        _ => op.to_owned(),
    };
    if let (Some(height), Some(width)) = (get("kernel_h"), get("kernel_w")) {
        text = format!("{text} {height}×{width}");
    }
    let mut notes = vec![];
    notes.extend(get("out").map(ToOwned::to_owned));
    notes.extend(get("heads").map(|it| format!("{it} heads")));
    notes.extend(get("stride_h").filter(|it| *it != "1").map(|it| format!("/{it}")));
    notes.extend(get("dilation_h").filter(|it| *it != "1").map(|it| format!("dilation {it}")));
    notes.extend(get("groups").filter(|it| *it != "1").map(|it| format!("{it} groups")));
    if notes.is_empty() { text } else { format!("{text}, {}", notes.join(", ")) }
}
