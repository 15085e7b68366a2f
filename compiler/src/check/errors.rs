//! The wording of what the checker finds.

use nas_grammar::{Diagnostic, Span, codes};

use super::{code, witness::Witness};
use crate::{
    elaborate::{Blame, Obligation},
    ir::{Constraint, NodeId},
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
        Blame::Operation { node, inputs, problem: Problem::NotDivisible { .. } | Problem::Empty { .. }, .. } => {
            input(diagnostic.label("here"), *node, (inputs, 0), witness)
        }
        Blame::Promise { node, .. } => diagnostic.label("given here").also(witness.origin(*node), "made here"),
        _ => diagnostic.label("here"),
    }
}

/// Labels where an input of an operation was made.
fn input(diagnostic: Diagnostic, node: NodeId, (inputs, at): (&[Input], usize), witness: &Witness<'_>) -> Diagnostic {
    let source = witness.space.node(node).inputs[at].source;
    diagnostic.also(witness.origin(source), format!("gives {}", witness.shape(&inputs[at].shape)))
}

/// Words a smallest set of constraints that nothing meets.
pub(super) fn unsatisfiable(constraints: &[&Constraint]) -> Diagnostic {
    let [earlier @ .., last] = constraints else { return too_entangled(Span::default()) };
    if earlier.is_empty() {
        let message = format!("no architecture meets `{}`", one_line(&last.text));
        return Diagnostic::error(&codes::UNSATISFIABLE, last.span, message).label("never holds");
    }
    let diagnostic = Diagnostic::error(
        &codes::CONFLICTING_CONSTRAINTS,
        last.span,
        format!("no architecture meets these {} constraints together", constraints.len()),
    );
    earlier.iter().fold(diagnostic.label("excluded by the others"), |it, other| it.also(other.span, "together with this"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn too_entangled(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::TOO_ENTANGLED, span, "whether this fits depends on too many decisions at once")
        .label("cannot be proven")
}
