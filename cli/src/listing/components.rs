//! What tasks, recipes and searches name: strategies, estimators, data sets and the rest.

use nas_compiler::vocabulary::{Component, Default, REGISTRIES, Takes};

use super::{Entry, Kind, Param, signature};

pub(super) fn kinds() -> Vec<Kind> {
    let kind = |it: &nas_compiler::vocabulary::Registry| Kind {
        name: plural(it.kind),
        singular: it.kind.to_owned(),
        entries: it.components.iter().map(entry).collect(),
    };
    REGISTRIES.iter().map(kind).collect()
}

fn plural(kind: &str) -> String {
    match kind.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{kind}s"),
    }
}

fn entry(component: &Component) -> Entry {
    let params = component.params.iter().map(|it| (it.name, default(it.default)));
    let metrics = component.facts.metrics;
    let produces = if metrics.is_empty() { String::new() } else { format!(" Metrics: `{}`.", metrics.join("`, `")) };
    Entry {
        name: component.name.to_owned(),
        signature: signature(component.name, params),
        docs: format!("{}{produces}", component.docs),
        params: component.params.iter().map(param).collect(),
        usage: None,
    }
}

fn param(param: &nas_compiler::vocabulary::Param) -> Param {
    Param {
        name: param.name.to_owned(),
        takes: range(param.takes),
        default: default(param.default).map_or("required".to_owned(), |it| format!("by default {it}")),
        docs: param.docs.to_owned(),
    }
}

/// The type, with what bounds its values.
fn range(it: Takes) -> String {
    match it {
        Takes::Int(least) => format!("int, at least {least}"),
        Takes::Float(least, most) => format!("float, {least} to {most}"),
        Takes::Positive(most) => format!("float, more than 0, at most {most}"),
        Takes::OneOf(words) => words.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>().join(" or "),
        Takes::Bool => "bool".to_owned(),
        Takes::Str => "str".to_owned(),
        Takes::Strs => "[str]".to_owned(),
    }
}

fn default(default: Default) -> Option<String> {
    match default {
        Default::Required => None,
        Default::Unset => Some("none".to_owned()),
        Default::Int(it) => Some(it.to_string()),
        Default::Float(it) => Some(format!("{it:?}")),
        Default::Bool(it) => Some(it.to_string()),
        Default::Str(it) => Some(format!("{it:?}")),
    }
}
