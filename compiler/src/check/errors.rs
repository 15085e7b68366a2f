//! The wording of what the checker finds.

use nas_grammar::{Diagnostic, Span, codes};

use super::{code, feasible, witness::Witness};
use crate::{
    elaborate::{Blame, Obligation},
    ir::{Constraint, CostKind, NodeId, Space},
    number::grouped,
    ops::{Input, Problem},
};

pub(super) fn broken(obligation: &Obligation, witness: &Witness<'_>) -> Diagnostic {
    let (code, message) = match witness.has_value(obligation.condition) {
        true => (code(&obligation.blame), message(&obligation.blame, witness)),
        false => (&codes::NOT_A_NUMBER, "this calculation has no result".to_owned()),
    };
    let diagnostic = Diagnostic::error(code, obligation.span, message);
    let diagnostic = parties(diagnostic, &obligation.blame, witness);
    let diagnostic = witness.places().fold(diagnostic, |it, (span, text)| it.also(span, text));
    match witness.choices() {
        Some(choices) => diagnostic.help(format!("it breaks where {choices}")),
        None => diagnostic,
    }
}

fn message(blame: &Blame, witness: &Witness<'_>) -> String {
    match blame {
        Blame::Operation { op, inputs, problem, .. } => operation(op, inputs, problem, witness),
        Blame::Argument { name, value, least } => {
            format!("`{name}` must be at least {least}, not {}", witness.value(*value))
        }
        Blame::NotWhole { name, value } => format!("`{name}` must be a whole number, not {}", witness.value(*value)),
        Blame::Promise { node, shape } => {
            let found = &witness.space.node(*node).shape;
            format!("{} was promised, but this is {}", witness.shape(shape), witness.shape(found))
        }
        Blame::Undefined => "this divides by zero".to_owned(),
    }
}

fn operation(op: &str, inputs: &[Input], problem: &Problem, witness: &Witness<'_>) -> String {
    match problem {
        Problem::Disagree { first, second } => {
            let [left, right] = [*first, *second].map(|it| witness.shape(&inputs[it].shape));
            format!("`{op}` cannot join {left} and {right}")
        }
        Problem::Empty { dimension, size } => {
            let input = witness.shape(&inputs[0].shape);
            format!("`{op}` leaves nothing of {input}: the {dimension} would be {}", witness.value(*size))
        }
        Problem::NotDivisible { what, size, by, parameter } => {
            let (size, by) = (witness.value(*size), witness.value(*by));
            format!("{size} {what} cannot be divided by `{parameter}: {by}`")
        }
        Problem::TooFew { what, wanted } => {
            let input = witness.shape(&inputs[0].shape);
            format!("`{op}` takes {} {what} of {input}, which has fewer", witness.value(*wanted))
        }
        Problem::NothingToMerge => format!("`{op}` may have nothing to join"),
    }
}

/// Labels the places that are party to a conflict.
fn parties(diagnostic: Diagnostic, blame: &Blame, witness: &Witness<'_>) -> Diagnostic {
    match blame {
        Blame::Operation { node, inputs, problem: Problem::Disagree { first, second }, .. } => {
            let diagnostic = diagnostic.label("joined here");
            [*first, *second].into_iter().fold(diagnostic, |it, at| input(it, *node, (inputs, at), witness))
        }
        Blame::Operation {
            node,
            inputs,
            problem: Problem::NotDivisible { .. } | Problem::Empty { .. } | Problem::TooFew { .. },
            ..
        } => input(diagnostic.label("here"), *node, (inputs, 0), witness),
        Blame::Promise { node, .. } => diagnostic.label("given here").also(witness.origin(*node), "made here"),
        _ => diagnostic.label("here"),
    }
}

/// Labels where an input of an operation was made.
fn input(diagnostic: Diagnostic, node: NodeId, (inputs, at): (&[Input], usize), witness: &Witness<'_>) -> Diagnostic {
    let source = witness.space.node(node).inputs[at].source;
    diagnostic.also(witness.origin(source), format!("gives {}", witness.shape(&inputs[at].shape)))
}

/// A label with the reason that stands behind the constraint's `else`.
fn reasoned(label: &str, constraint: &Constraint) -> String {
    match &constraint.reason {
        Some(reason) => format!("{label}: {reason}"),
        None => label.to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn too_entangled(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::TOO_ENTANGLED, span, "whether this fits depends on too many decisions at once")
        .label("cannot be proven")
}

/// A smallest set of constraints that no architecture meets, and the range of the costs that they mention.
pub(super) fn unsatisfiable(space: &Space, conflict: &[usize], ranges: &[(CostKind, u64, u64)]) -> Diagnostic {
    let constraints: Vec<_> = conflict.iter().map(|it| &space.constraints[*it]).collect();
    let Some((first, rest)) = constraints.split_first() else {
        return Diagnostic::error(&codes::UNSATISFIABLE, Span::default(), "no architecture meets the constraints");
    };
    let message = if rest.is_empty() {
        format!("no architecture of `{}` meets `{}`", space.name, one_line(&first.text))
    } else {
        format!("no architecture of `{}` meets these {} constraints together", space.name, constraints.len())
    };
    let label = if rest.is_empty() { "cannot be met" } else { "this" };
    let diagnostic = Diagnostic::error(feasible::code(conflict), first.span, message).label(reasoned(label, first));
    let diagnostic =
        rest.iter().fold(diagnostic, |it, constraint| it.also(constraint.span, reasoned("and this", constraint)));
    let each =
        ranges.iter().map(|(kind, least, most)| format!("{} {} to {}", kind.name(), grouped(*least), grouped(*most)));
    let each: Vec<String> = each.collect();
    if each.is_empty() {
        return diagnostic.help("without any constraint there are architectures; loosen one of these");
    }
    diagnostic.help(format!("over all architectures of the space: {}", each.join(", ")))
}

pub(super) fn untimed(span: Span, device: &str, operation: &str, count: usize) -> Diagnostic {
    let others = if count > 1 { format!(" and {} others", count - 1) } else { String::new() };
    let message = format!("the table of `{device}` has no time for `{operation}`{others}");
    Diagnostic::error(&codes::UNTIMED_OPERATION, span, message)
        .label("needs its time")
        .help("add a row with the operation as it is quoted here and its time in ms")
}
