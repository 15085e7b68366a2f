//! The wording of what the checker finds.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use nas_grammar::{Diagnostic, Span, codes};

use super::{
    code,
    feasible::{self, Extent},
    ignored::Ignored,
    surplus::{Finding, Made, Place},
    witness::Witness,
};
use crate::{
    allow,
    elaborate::{Blame, Obligation, ROUND, used},
    ir::{Constraint, DecisionId, Domain, NodeId, NodeKind, Space},
    number::{amount, grouped},
    ops::{Input, Problem},
    point::expected,
};

pub(super) fn broken(obligation: &Obligation, witness: &Witness<'_>) -> Diagnostic {
    let (code, message) = match witness.has_value(obligation.condition) {
        true => (code(&obligation.blame), message(&obligation.blame, witness)),
        false => (&codes::NOT_A_NUMBER, "this calculation has no result".to_owned()),
    };
    let diagnostic = Diagnostic::error(code, obligation.span, message);
    let diagnostic = parties(diagnostic, &obligation.blame, witness);
    let diagnostic = witness.places().fold(diagnostic, |it, (span, text)| it.also(span, text));
    let diagnostic = used(diagnostic, &obligation.site);
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
        Blame::Tied { op, .. } => format!("this `{op}` needs other weights than the one that it is tied to"),
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
        Problem::Unlike { what, size, wanted, parameter } => {
            let (size, wanted) = (witness.value(*size), witness.value(*wanted));
            format!("`{op}` has `{parameter}: {wanted}`, but is given {size} {what}")
        }
        Problem::TooFew { what, wanted } => {
            let input = witness.shape(&inputs[0].shape);
            format!("`{op}` takes {} {what} of {input}, which has fewer", witness.value(*wanted))
        }
        Problem::TooLarge { parameter, value, limit, meaning } => {
            let (value, limit) = (witness.value(*value), witness.value(*limit));
            format!("`{parameter}: {value}` must be less than {limit}, {meaning}")
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
            problem:
                Problem::NotDivisible { .. } | Problem::Empty { .. } | Problem::TooFew { .. } | Problem::Unlike { .. },
            ..
        } => input(diagnostic.label("here"), *node, (inputs, 0), witness),
        Blame::Tied { first, .. } => diagnostic.label("used here").also(*first, "used first here"),
        Blame::Promise { node, .. } => diagnostic.label("given here").also(witness.origin(*node), "made here"),
        Blame::NotWhole { .. } => diagnostic.label(ROUND),
        Blame::Operation { .. } | Blame::Argument { .. } | Blame::Undefined => diagnostic.label("here"),
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

/// An operation with a number that is too large, in an architecture.
pub(super) fn too_large(span: Span, op: &str, what: &str, witness: &Witness<'_>) -> Diagnostic {
    let message = format!("`{op}` is too large: {what} does not fit into 64 bits");
    let diagnostic = Diagnostic::error(&codes::NOT_A_NUMBER, span, message).label("too large");
    let diagnostic = witness.places().fold(diagnostic, |it, (span, text)| it.also(span, text));
    match witness.choices() {
        Some(choices) => diagnostic.help(format!("it is where {choices}")),
        None => diagnostic,
    }
}

pub(super) fn too_entangled(span: Span) -> Diagnostic {
    Diagnostic::error(&codes::TOO_ENTANGLED, span, "whether this fits depends on too many decisions at once")
        .label("cannot be proven")
}

/// A smallest set of constraints that no architecture meets, and the range of the costs that they mention.
pub(super) fn unsatisfiable(space: &Space, conflict: &[usize], ranges: &[Extent]) -> Diagnostic {
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
    match extents(ranges).or_else(|| domains(space, &constraints)) {
        Some(there_is) => diagnostic.help(there_is),
        None => diagnostic.help("without any constraint there are architectures; loosen one of these"),
    }
}

/// What the decisions that constraints mention choose from, if they are few.
fn domains(space: &Space, constraints: &[&Constraint]) -> Option<String> {
    const FEW: usize = 3;
    let decisions: BTreeSet<DecisionId> =
        constraints.iter().flat_map(|it| space.exprs.decisions(it.condition)).collect();
    let domain = |it: &DecisionId| {
        let decision = space.decision(*it);
        format!("`{}` is one of {}", decision.path, expected(&decision.domain))
    };
    let each: Vec<String> = decisions.iter().map(domain).collect();
    (1..=FEW).contains(&each.len()).then(|| each.join("; "))
}

/// The ranges of costs over a space, if there is any.
fn extents(ranges: &[Extent]) -> Option<String> {
    let range = |(kind, least, greatest): &Extent| match least == greatest {
        true => format!("{} {}", kind.name(), amount(*kind, *least)),
        false => format!("{} {} to {}", kind.name(), grouped(*least), amount(*kind, *greatest)),
    };
    let each: Vec<String> = ranges.iter().map(range).collect();
    (!each.is_empty()).then(|| format!("over all architectures of the space: {}", each.join(", ")))
}

/// A constraint that rules nothing out, and the range of the costs that it mentions.
pub(super) fn idle(space: &Space, constraint: usize, ranges: &[Extent]) -> Diagnostic {
    let constraint = &space.constraints[constraint];
    let message = format!("every architecture of `{}` meets `{}`", space.name, one_line(&constraint.text));
    let help = extents(ranges).unwrap_or_else(|| "it holds whatever is decided; remove it, or say more".to_owned());
    Diagnostic::warning(&codes::IDLE_CONSTRAINT, constraint.span, message).label("rules nothing out").help(help)
}

/// A choice of which constraints leave a part only.
pub(super) fn in_vain(place: &Place<'_>, finding: &Finding, causes: &[usize]) -> Diagnostic {
    let first = &place.decisions[0];
    let path = &first.decision().path;
    let diagnostic = match finding {
        Finding::Never => {
            let message = "no feasible architecture makes this decision";
            let diagnostic = Diagnostic::warning(&codes::UNTAKEN_CHOICE, place.span, message);
            diagnostic.label(format!("`{path}` is never decided")).help("remove it, or loosen a constraint")
        }
        Finding::Settled => {
            let diagnostic = Diagnostic::warning(&codes::SETTLED_DECISION, place.span, settled(place));
            diagnostic.label("nothing to decide").help("write the value instead of a choice, or loosen a constraint")
        }
        Finding::Untaken(values) => {
            let (verb, values) = untaken(&first.decision().domain, values);
            let message = format!("no feasible architecture {verb} {values}");
            let diagnostic = Diagnostic::warning(&codes::UNTAKEN_CHOICE, place.span, message);
            diagnostic.label(format!("`{path}` is never {values}")).help("leave it out, or loosen a constraint")
        }
    };
    let blame = |it: (usize, &usize)| if it.0 == 0 { "because of this" } else { "and this" };
    let causes = causes.iter().enumerate();
    causes.fold(diagnostic, |it, cause| it.also(first.space.constraints[*cause.1].span, blame(cause)))
}

pub(super) fn picks_everything(span: Span) -> Diagnostic {
    Diagnostic::warning(&codes::SINGLE_ALTERNATIVE, span, "this picks everything that there is")
        .label("nothing to decide")
        .help("write the list instead")
}

fn settled(place: &Place<'_>) -> String {
    let value = |it: &Made<'_>| Some(it.decision().domain.render(it.only()?));
    let mut values: Vec<String> = place.decisions.iter().filter_map(value).collect();
    let count = values.len();
    values.dedup();
    let path = &place.decisions[0].decision().path;
    match values.as_slice() {
        [only] if count == 1 => format!("the constraints leave `{path}` one value: {only}"),
        [only] => format!("the constraints leave the {count} decisions made here one value: {only}"),
        _ => format!("the constraints leave each of the {count} decisions made here one value"),
    }
}

/// Values as a sentence lists them, runs of them shortened, and what architectures do to them.
fn untaken(domain: &Domain, values: &[u32]) -> (&'static str, String) {
    const SHOWN: usize = 6;
    let one = |it: u32| match domain {
        Domain::Values(_) => domain.render(it),
        Domain::Alternatives(names) if names.iter().all(|it| it.parse::<u32>().is_ok()) => format!("item {it}"),
        Domain::Alternatives(_) => format!("`{}`", domain.render(it)),
        Domain::Subset { .. } => format!("item {it}"),
    };
    let mut parts: Vec<String> = vec![];
    for run in values.chunk_by(|left, right| left + 1 == *right) {
        match run {
            [first, _, .., last] => parts.push(format!("{} to {}", one(*first), one(*last))),
            _ => parts.extend(run.iter().map(|it| one(*it))),
        }
    }
    if parts.len() > SHOWN {
        let more = parts.len() - SHOWN;
        parts.truncate(SHOWN);
        parts.push(format!("{more} others"));
    }
    let verb = if matches!(domain, Domain::Subset { .. }) { "picks" } else { "takes" };
    let last = parts.pop().unwrap_or_default();
    (verb, if parts.is_empty() { last } else { format!("{} or {last}", parts.join(", ")) })
}

/// Architectures whose output does not depend on an input, with the choices of one.
pub(super) fn ignored(space: &Space, ignored: &Ignored) -> Diagnostic {
    let input = space.node(ignored.input);
    let name = match &input.kind {
        NodeKind::Input { name } => name.as_str(),
        _ => "",
    };
    let is_each = ignored.choices.is_empty();
    let some = if is_each { "all" } else { "some" };
    let message = format!("{some} architectures of `{}` ignore their input `{name}`", space.name);
    let diagnostic = Diagnostic::warning(&codes::IGNORED_INPUT, input.span, message).label(if is_each {
        "never reaches the output"
    } else {
        "may not reach the output"
    });
    // Decisions that are made at one place share a label.
    let mut places: IndexMap<Span, Vec<String>> = IndexMap::new();
    for (span, text) in Witness::new(space, ignored.choices.clone()).places() {
        places.entry(span).or_default().push(text);
    }
    let diagnostic = places.into_iter().fold(diagnostic, |it, (span, texts)| it.also(span, texts.join(", ")));
    let answer = format!("`// {}` above the space says that it is meant", allow::text(&codes::IGNORED_INPUT));
    diagnostic.help(match is_each {
        true => format!("let something reach the output past the `zero`; {answer}"),
        false => format!("`require connected` leaves them out; {answer}"),
    })
}

pub(super) fn untimed(span: Span, device: &str, operation: &str, count: usize) -> Diagnostic {
    let others = if count > 1 { format!(" and {} others", count - 1) } else { String::new() };
    let message = format!("the table of `{device}` has no time for `{operation}`{others}");
    Diagnostic::error(&codes::UNTIMED_OPERATION, span, message).label("needs its time").help(
        "add a row with the operation as it is quoted here and its time in ms; without this constraint \
             `nas ir --operations` prints a table of all",
    )
}
