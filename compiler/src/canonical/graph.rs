//! The normal form of a network.

use crate::{
    ir::{Network, Operation, TensorKind},
    simplify::{Value, values},
};

/// Whether the order of an operation's operands makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// It does.
    Kept,
    /// They commute.
    Free,
}

/// An operation of a normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vertex {
    /// The primitive and its arguments; of an input also its shape, of zeros only that.
    pub(super) label: String,
    /// The vertices that it takes, all before it.
    pub(super) inputs: Vec<usize>,
    pub(super) order: Order,
    /// Whether it is an input of the network.
    pub(super) is_input: bool,
}

/// The normal form of a network: its last vertex is the output, and depends on every other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    pub(super) vertices: Vec<Vertex>,
    /// Whether a merge that could be joined with a merge before it takes an input that is used nowhere else.
    pub(super) may_join_before: bool,
}

/// What an operation takes, in normal form.
#[derive(Debug, Clone)]
enum Operand {
    Value(usize),
    Zeros(TensorKind, Vec<usize>),
}

impl Graph {
    /// Brings a network to its normal form.
    pub(super) fn of(network: &Network) -> Self {
        let values = values(network);
        let Some(Value::Of(output)) = values.get(network.output).copied() else { return Self::zeros(network) };
        let mut builder = Builder::new(network, &values, output);
        let joined: Vec<bool> = (0..network.operations.len()).map(|it| builder.is_joined(it)).collect();
        for (at, is_joined) in joined.iter().enumerate() {
            if builder.uses[at] > 0 && !is_joined {
                builder.add(at);
            }
        }
        Self { vertices: builder.vertices, may_join_before: builder.may_join_before }
    }

    /// The normal form of zeros, whatever the input.
    fn zeros(network: &Network) -> Self {
        let vertices = network.operations.get(network.output).map(|it| zeros(it.kind, &it.shape)).into_iter().collect();
        Self { vertices, may_join_before: false }
    }
}

fn zeros(kind: TensorKind, shape: &[usize]) -> Vertex {
    Vertex { label: format!("0 {kind}{shape:?}"), inputs: vec![], order: Order::Kept, is_input: false }
}

struct Builder<'a> {
    network: &'a Network,
    /// What each operation takes.
    operands: Vec<Vec<Operand>>,
    /// How often each operation is taken by one that the output depends on.
    uses: Vec<usize>,
    /// The only operation that takes each; meaningless where there are more.
    users: Vec<usize>,
    places: Vec<usize>,
    vertices: Vec<Vertex>,
    may_join_before: bool,
}

impl<'a> Builder<'a> {
    fn new(network: &'a Network, values: &[Value], output: usize) -> Self {
        let operations = &network.operations;
        let operands: Vec<Vec<Operand>> = operations.iter().map(|it| operands(network, values, it)).collect();
        let mut uses = vec![0; operations.len()];
        let mut users = vec![usize::MAX; operations.len()];
        uses[output] = 1;
        // Every operation comes after its operands, so what is used is known when it is met.
        for at in (0..=output).rev() {
            if uses[at] == 0 {
                continue;
            }
            for operand in &operands[at] {
                if let Operand::Value(source) = operand {
                    uses[*source] += 1;
                    users[*source] = at;
                }
            }
        }
        let places = vec![usize::MAX; operations.len()];
        Self { network, operands, uses, users, places, vertices: vec![], may_join_before: false }
    }

    fn op(&self, at: usize) -> &'a str {
        &self.network.operations[at].op
    }

    /// Whether an operation becomes part of the one that takes it.
    fn is_joined(&self, at: usize) -> bool {
        self.uses[at] == 1
            && self.users[at] != usize::MAX
            && joins(self.op(at))
            && self.op(self.users[at]) == self.op(at)
    }

    fn add(&mut self, at: usize) {
        let mut operands = vec![];
        self.collect(at, &mut operands);
        let inputs = operands.into_iter().map(|it| self.place(at, it)).collect();
        let operation = &self.network.operations[at];
        let order = if ["sum", "mean", "mul"].contains(&self.op(at)) { Order::Free } else { Order::Kept };
        self.places[at] = self.vertices.len();
        self.vertices.push(Vertex { label: label(operation), inputs, order, is_input: operation.op == "input" });
    }

    /// The operands of an operation and of those that are joined with it.
    fn collect(&self, at: usize, found: &mut Vec<Operand>) {
        for operand in &self.operands[at] {
            match operand {
                Operand::Value(source) if self.is_joined(*source) => self.collect(*source, found),
                other => found.push(other.clone()),
            }
        }
    }

    fn place(&mut self, user: usize, operand: Operand) -> usize {
        match operand {
            Operand::Value(source) => {
                let is_entry = self.uses[source] == 1 && self.op(source) == "input";
                self.may_join_before |= is_entry && joins(self.op(user));
                self.places[source]
            }
            Operand::Zeros(kind, shape) => {
                self.vertices.push(zeros(kind, &shape));
                self.vertices.len() - 1
            }
        }
    }
}

fn operands(network: &Network, values: &[Value], operation: &Operation) -> Vec<Operand> {
    let operand = |it: &usize| match values[*it] {
        Value::Of(source) => Some(Operand::Value(source)),
        Value::Zero if operation.op == "sum" => None,
        Value::Zero => {
            let input = &network.operations[*it];
            Some(Operand::Zeros(input.kind, input.shape.clone()))
        }
    };
    operation.inputs.iter().filter_map(operand).collect()
}

/// Whether a merge of merges is one merge.
fn joins(op: &str) -> bool {
    ["sum", "mul", "concat"].contains(&op)
}

fn label(operation: &Operation) -> String {
    let mut label = operation.op.clone();
    for (name, value) in &operation.args {
        label.push_str(&format!(" {name}={value}"));
    }
    if operation.op == "input" {
        label.push_str(&format!(" {}{:?}", operation.kind, operation.shape));
    }
    label
}
