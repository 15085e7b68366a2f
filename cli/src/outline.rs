//! The intermediate representation as text to read.

use nas_compiler::{
    expression::{condition, render},
    ir::{Argument, Decision, Domain, Edge, Network, Node, NodeKind, Operation, Scalar, Shape, Space},
    ops::{self, Default, ParamType},
    point::fingerprint,
};

use crate::{
    number::grouped,
    paint::{BOLD, CODE, DIM, paint},
    table::{Side, Table},
};

/// Writes a space: its decisions, its nodes, its constraints. Arguments at their defaults are left out.
pub fn space(space: &Space) -> String {
    let arguments: Vec<String> = space.arguments.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let head = paint(BOLD, format_args!("space {}{arguments}", space.name));
    let mut text = format!("{head}  {}\n", paint(DIM, format_args!("fingerprint {}", fingerprint(space))));
    text.push_str(&format!("\n{}\n{}", paint(BOLD, "decisions"), decisions(space)));
    text.push_str(&format!("\n{}\n{}", paint(BOLD, "nodes"), nodes(space)));
    if !space.constraints.is_empty() {
        text.push_str(&format!("\n{}\n{}", paint(BOLD, "constraints"), constraints(space)));
    }
    text
}

fn decisions(space: &Space) -> String {
    if space.decisions.is_empty() {
        return "  none: the space is a single network\n".to_owned();
    }
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left), ("", Side::Left)]);
    for decision in &space.decisions {
        let condition = condition(space, decision.active).unwrap_or_default();
        table.row([paint(CODE, &decision.path), domain(decision), paint(DIM, condition)]);
    }
    table.render(2)
}

/// Writes what a decision chooses from.
pub fn domain(decision: &Decision) -> String {
    if let Domain::Subset { items, min, max, subsets } = &decision.domain {
        let many = if min == max { min.to_string() } else { format!("{min} to {max}") };
        return format!("{many} of {items} ({} subsets)", grouped(subsets.len()));
    }
    let values: Vec<String> = (0..decision.domain.size() as u32).map(|it| decision.domain.render(it)).collect();
    values.join(" | ")
}

fn nodes(space: &Space) -> String {
    let mut table = Table::new(&[("", Side::Right), ("", Side::Left), ("", Side::Left), ("", Side::Left)]);
    for (at, node) in space.nodes.iter().enumerate() {
        let mark = if at == space.output.0 as usize { " output" } else { "" };
        let condition = condition(space, node.guard).unwrap_or_default();
        let notes = [mark.trim(), &condition].join(" ");
        table.row([
            paint(CODE, format_args!("%{at}")),
            operation(space, node),
            shape(space, &node.shape),
            paint(DIM, notes.trim()),
        ]);
    }
    table.render(2)
}

fn operation(space: &Space, node: &Node) -> String {
    let inputs: Vec<String> = node.inputs.iter().map(|it| edge(space, *it)).collect();
    match &node.kind {
        NodeKind::Input { name } => format!("input {name}"),
        NodeKind::Select => format!("select({})", inputs.join(", ")),
        NodeKind::Primitive { op, args } => {
            let args = args.iter().filter(|it| !is_default(space, op, it));
            let args = paired(args.map(|(name, it)| (&**name, render(space, *it))));
            let all: Vec<String> = inputs.into_iter().chain(args).collect();
            format!("{op}({})", all.join(", "))
        }
    }
}

fn edge(space: &Space, edge: Edge) -> String {
    let source = paint(CODE, format_args!("%{}", edge.source.0));
    condition(space, edge.guard).map_or(source.clone(), |it| format!("{source} {it}"))
}

fn shape(space: &Space, shape: &Shape) -> String {
    let dims: Vec<String> = shape.dims.iter().map(|it| render(space, *it)).collect();
    format!("{}[{}]", shape.kind, dims.join(", "))
}

/// Writes arguments; `kernel_h: 3, kernel_w: 3` as `kernel: 3`.
fn paired<'a>(args: impl Iterator<Item = (&'a str, String)>) -> Vec<String> {
    let mut written: Vec<String> = vec![];
    let mut height: Option<(&str, String)> = None;
    for (name, value) in args {
        if let Some((stem, first)) = height.take() {
            if name.strip_suffix("_w") == Some(stem) {
                let pair = if first == value { value } else { format!("[{first}, {value}]") };
                written.push(format!("{stem}: {pair}"));
                continue;
            }
            written.push(format!("{stem}_h: {first}"));
        }
        match name.strip_suffix("_h") {
            Some(stem) => height = Some((stem, value)),
            None => written.push(format!("{name}: {value}")),
        }
    }
    written.extend(height.map(|(stem, first)| format!("{stem}_h: {first}")));
    written
}

/// Returns whether an argument is what it would be if it was not given.
fn is_default(space: &Space, op: &str, (name, value): &Argument) -> bool {
    let given = space.exprs.as_const(*value);
    let default = default(op, name);
    given.is_some() && given == default.as_ref()
}

/// The constant default of a parameter; that of a pair holds for each of its two arguments.
fn default(op: &str, argument: &str) -> Option<Scalar> {
    let params = ops::find(op)?.params;
    let is_meant = |it: &&ops::Param| match it.ty {
        ParamType::Size(_, sides) => sides.contains(&argument),
        _ => it.name == argument,
    };
    match params.iter().find(is_meant)?.default {
        Default::Int(it) => Some(Scalar::Int(it)),
        Default::Float(it) => Some(Scalar::Float(it)),
        Default::Bool(it) => Some(Scalar::Bool(it)),
        Default::Required | Default::Computed(_) => None,
    }
}

fn constraints(space: &Space) -> String {
    let line = |it: &nas_compiler::ir::Constraint| {
        let reason = it.reason.as_ref().map(|it| format!("  {}", paint(DIM, it))).unwrap_or_default();
        format!("  require {}{reason}\n", it.text)
    };
    space.constraints.iter().map(line).collect()
}

/// Writes a network: an operation per line with its inputs, shape and costs.
pub fn network(network: &Network) -> String {
    let columns = [
        ("", Side::Right),
        ("name", Side::Left),
        ("operation", Side::Left),
        ("result", Side::Left),
        ("params", Side::Right),
        ("macs", Side::Right),
    ];
    let mut table = Table::new(&columns);
    for (at, operation) in network.operations.iter().enumerate() {
        table.row([
            paint(CODE, format_args!("%{at}")),
            operation.name.clone(),
            applied(operation),
            result(operation),
            grouped(operation.params),
            grouped(operation.macs),
        ]);
    }
    format!("{}\noutput %{}\n", table.render(0), network.output)
}

fn applied(operation: &Operation) -> String {
    let inputs = operation.inputs.iter().map(|it| paint(CODE, format_args!("%{it}")));
    let all: Vec<String> = inputs.chain(arguments(operation)).collect();
    format!("{}({})", operation.op, all.join(", "))
}

/// Writes an operation without its operands.
pub fn kind(operation: &Operation) -> String {
    format!("{}({})", operation.op, arguments(operation).join(", "))
}

/// The arguments that are no defaults.
fn arguments(operation: &Operation) -> Vec<String> {
    let args = operation.args.iter().filter(|(name, value)| default(&operation.op, name).as_ref() != Some(*value));
    paired(args.map(|(name, value)| (name.as_str(), value.to_string())))
}

/// Writes the shape of an operation's value.
pub fn result(operation: &Operation) -> String {
    let dims: Vec<String> = operation.shape.iter().map(ToString::to_string).collect();
    format!("{}[{}]", operation.kind, dims.join(", "))
}

#[cfg(test)]
mod tests {
    use nas_compiler::{instantiate::instantiate, ir::Assignment};

    use super::*;
    use crate::example;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_space_is_read_line_by_line() {
        insta::assert_snapshot!(plain(&space(&example::space())));
    }

    #[test]
    fn heights_and_widths_are_written_as_one() {
        let args = [("kernel_h", "3"), ("kernel_w", "3"), ("padding_h", "1"), ("padding_w", "2"), ("crop_h", "4")];
        let written = paired(args.into_iter().map(|(name, value)| (name, value.to_owned())));
        assert_eq!(written, ["kernel: 3", "padding: [1, 2]", "crop_h: 4"]);
    }

    #[test]
    fn a_network_has_no_expressions_left() {
        let space = example::space();
        insta::assert_snapshot!(plain(&network(&instantiate(&space, &Assignment(vec![1, 0])))));
    }
}
