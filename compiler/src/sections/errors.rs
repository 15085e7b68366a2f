//! The wording of errors in `task`, `train`, `search` and `device`.

use indexmap::{IndexMap, IndexSet};
use nas_grammar::{Diagnostic, Span, ast, codes, diagnostic::with_article};

use crate::{ir::spec::Call, vocabulary::Registry};

pub(super) fn unknown_entry(key: &ast::Name, section: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_ENTRY, key.span, format!("a `{section}` has no entry `{}`", key.text))
        .label("unknown entry")
        .help(format!("its entries are {}", listed(known)))
        .suggest(&key.text, known.iter().copied())
}

/// An objective that is written like an entry.
pub(super) fn objective_with_colon(key: &ast::Name) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_ENTRY, key.span, format!("`{}` stands without a colon", key.text))
        .label("not an entry")
        .help(format!("write `{} accuracy`", key.text))
}

/// Entries that a section lacks, each with an example.
pub(super) fn missing_entries(section: &ast::Section, missing: &[(String, String)]) -> Diagnostic {
    let keys: Vec<&str> = missing.iter().map(|it| it.0.as_str()).collect();
    let examples: Vec<&str> = missing.iter().map(|it| it.1.as_str()).collect();
    let message = format!("`{} {}` does not say its {}", section.kind.name(), section.name.text, enumerated(&keys));
    let verb = if keys.len() == 1 { "is" } else { "are" };
    Diagnostic::error(&codes::MISSING_ENTRY, section.name.span, message)
        .label(format!("{} {verb} missing", enumerated(&keys)))
        .help(format!("add {}", listed(&examples)))
}

pub(super) fn duplicate_entry(key: &ast::Name, first: Span) -> Diagnostic {
    Diagnostic::error(&codes::DUPLICATE_ENTRY, key.span, format!("`{}` is given twice", key.text))
        .label("given again")
        .also(first, "given first here")
}

pub(super) fn twice_a_limit(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(&codes::DUPLICATE_ENTRY, span, format!("the budget says {what} twice"))
        .label("said again")
        .help("a search ends with the first limit that it meets: leave the larger one out")
}

pub(super) fn unknown_component(name: &ast::Name, registry: &Registry) -> Diagnostic {
    let known: Vec<&str> = registry.components.iter().map(|it| it.name).collect();
    Diagnostic::error(&codes::UNKNOWN_COMPONENT, name.span, format!("there is no {} `{}`", registry.kind, name.text))
        .label(format!("not {}", with_article(registry.kind)))
        .help(format!("there is {}", listed(&known)))
        .suggest(&name.text, known.iter().copied())
}

pub(super) fn not_a_component(span: Span, registry: &Registry) -> Diagnostic {
    let example = registry.components.first().map_or("", |it| it.name);
    Diagnostic::error(
        &codes::WRONG_TYPE,
        span,
        format!("expected {}, such as `{example}(…)`", with_article(registry.kind)),
    )
    .label(format!("not {}", with_article(registry.kind)))
}

pub(super) fn unknown_reference<'a>(
    name: &ast::Name,
    kind: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let names: Vec<&str> = known.clone().into_iter().collect();
    let diagnostic =
        Diagnostic::error(&codes::UNKNOWN_REFERENCE, name.span, format!("there is no {kind} `{}`", name.text))
            .label("not found");
    let diagnostic = if names.is_empty() {
        diagnostic.help(format!("this file declares no {kind}"))
    } else {
        diagnostic.help(format!("there is {}", listed(&names)))
    };
    diagnostic.suggest(&name.text, known)
}

pub(super) fn not_a_reference(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, format!("expected the name of a {kind}")).label("not a name")
}

pub(super) fn bad_split(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(&codes::BAD_SPLIT, span, message)
        .label("does not add up")
        .help("such as `{ train: 70%, valid: 15%, test: 15% }`")
}

pub(super) fn unknown_metric(span: Span, metric: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_METRIC, span, format!("nothing produces a metric `{metric}`"))
        .label("unknown metric")
        .help(format!("there is {}", listed(known)))
        .suggest(metric, known.iter().copied())
}

/// An objective that is no name, such as a latency.
pub(super) fn no_metric(metric: &ast::Expr, text: &str, known: &[&str]) -> Diagnostic {
    let help = match text.split_once('(') {
        Some(("latency", _)) => format!("bound it in the space instead: `require {text} <= 5ms`"),
        _ => format!("there is {}", listed(known)),
    };
    Diagnostic::error(&codes::UNKNOWN_METRIC, metric.span, format!("`{text}` is no metric of a search"))
        .label("not the name of a metric")
        .help(help)
}

pub(super) fn twice_an_objective(metric: &str, first: Span, again: Span) -> Diagnostic {
    Diagnostic::error(&codes::DUPLICATE_ENTRY, again, format!("`{metric}` is an objective twice"))
        .label("again")
        .also(first, "first here")
}

/// A strategy that the budget ends before it has drawn what it goes on from.
pub(super) fn idle_strategy(strategy: &Call, (parameter, founders): (&str, i64), budget: (Span, u64)) -> Diagnostic {
    let (name, trials) = (&strategy.name, budget.1);
    let message =
        format!("`{name}` only draws at random within {trials} trials, since its `{parameter}` is {founders}");
    Diagnostic::warning(&codes::IDLE_STRATEGY, budget.0, message)
        .label("ends before the first architecture is made of another")
        .also(strategy.span, format!("draws {founders} at random first"))
        .help(format!("more trials, or `{parameter}: {}`", (trials / 4).max(2)))
}

pub(super) fn mismatch(span: Span, message: String, [space, task]: [Span; 2]) -> Diagnostic {
    Diagnostic::error(&codes::TASK_MISMATCH, span, message)
        .label("searched here")
        .also(space, "the space")
        .also(task, "the task's data")
}

/// What stands in the way of a strategy that relaxes: the paths of decisions, why they cannot be relaxed, and where they
/// are made. Those made at one place share a label.
pub(super) fn not_relaxable(
    span: Span,
    strategy: &str,
    obstacles: &[(&str, String, Span)],
    mends: &IndexSet<&str>,
) -> Diagnostic {
    // The first obstacle of each place, and how many there are.
    let mut places: IndexMap<Span, (usize, usize)> = IndexMap::new();
    for (at, (.., place)) in obstacles.iter().enumerate() {
        places.entry(*place).or_insert((at, 0)).1 += 1;
    }
    let message = match obstacles {
        [(path, why, _)] => format!("`{strategy}` cannot relax `{path}`: {why}"),
        _ => format!("`{strategy}` cannot relax {} decisions of this space", obstacles.len()),
    };
    let mut diagnostic = Diagnostic::error(&codes::NOT_RELAXABLE, span, message).label("needs to relax every decision");
    for (place, (first, count)) in places {
        let (path, why, _) = &obstacles[first];
        let text = match (obstacles.len(), count - 1) {
            (1, _) => format!("`{path}` is made here"),
            (_, 0) => format!("`{path}`: {why}"),
            (_, more) => format!("`{path}` and {more} more: {why}"),
        };
        diagnostic = diagnostic.also(place, text);
    }
    diagnostic.help(format!(
        "{}, or search with `regularized_evolution` or `random`",
        mends.iter().copied().collect::<Vec<_>>().join("; ")
    ))
}

pub(super) fn wrong_value(span: Span, key: &str, expected: &str) -> Diagnostic {
    Diagnostic::error(&codes::WRONG_TYPE, span, format!("`{key}` takes {expected}")).label(format!("not {expected}"))
}

pub(super) fn out_of_range(span: Span, key: &str, range: &str) -> Diagnostic {
    Diagnostic::error(&codes::OUT_OF_RANGE, span, format!("`{key}` must be {range}")).label("out of range")
}

pub(super) fn missing_argument(span: Span, component: &str, parameter: &str) -> Diagnostic {
    Diagnostic::error(&codes::MISSING_ARGUMENT, span, format!("`{component}` needs a value for `{parameter}`"))
        .label(format!("`{parameter}` is missing"))
}

pub(super) fn too_many_arguments(span: Span, component: &str, most: usize) -> Diagnostic {
    Diagnostic::error(&codes::TOO_MANY_ARGUMENTS, span, format!("`{component}` has only {most} parameters"))
        .label("one too many")
}

pub(super) fn duplicate_argument(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(&codes::DUPLICATE_ARGUMENT, span, format!("`{name}` is given twice")).label("given again")
}

pub(super) fn unknown_parameter(name: &ast::Name, component: &str, known: &[&str]) -> Diagnostic {
    let help = if known.is_empty() { "it has no parameters".to_owned() } else { format!("it takes {}", listed(known)) };
    Diagnostic::error(&codes::UNKNOWN_PARAMETER, name.span, format!("`{component}` has no parameter `{}`", name.text))
        .label("unknown parameter")
        .help(help)
        .suggest(&name.text, known.iter().copied())
}

/// Parameters of which the first is at most the second, and is not.
pub(super) fn too_many([smaller, greater]: [(&str, i64); 2], places: [Span; 2]) -> Diagnostic {
    let message = format!("a `{}` of {} is more than the `{}` of {}", smaller.0, smaller.1, greater.0, greater.1);
    let diagnostic = Diagnostic::error(&codes::OUT_OF_RANGE, places[0], message)
        .label(format!("`{}` is {}", smaller.0, smaller.1))
        .help(format!("write `{}: {}` or less", smaller.0, greater.1));
    if places[0] == places[1] {
        diagnostic
    } else {
        diagnostic.also(places[1], format!("`{}` is {}", greater.0, greater.1))
    }
}

/// A table whose rows cannot be those of the space.
pub(super) fn unfit_table(span: Span, message: String, label: &str) -> Diagnostic {
    Diagnostic::error(&codes::TABLE_MISMATCH, span, message).label(label)
}

/// `a`, `b` and `c`
fn enumerated(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and `{last}`", listed(first)),
        _ => listed(names),
    }
}

pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

pub(super) fn bad_table(span: Span, path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(&codes::UNKNOWN_MODULE, span, format!("the table `{path}` cannot be read: {reason}"))
        .label("named here")
        .help("a table of times is a CSV file with the columns `operation` and `ms`")
}
