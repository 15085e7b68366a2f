//! The entries of sections, and the words of types.

use nas_grammar::ast::SectionKind;

use crate::vocabulary::{AUGMENTATIONS, DATA, ESTIMATORS, OPTIMIZERS, Registry, SCHEDULES, STRATEGIES};

/// Returns the entries that a section of a kind has.
pub fn entries(kind: SectionKind) -> &'static [&'static str] {
    match kind {
        SectionKind::Task => &["data", "split", "augment", "normalize"],
        SectionKind::Train => {
            &["epochs", "batch", "optimizer", "schedule", "warmup", "label_smoothing", "clip", "early_stop", "augment"]
        }
        SectionKind::Search => &["space", "task", "strategy", "estimator", "recipe", "full", "budget", "seed"],
        SectionKind::Device => &["description", "table"],
    }
}

/// Returns the registry of the components that an entry names.
pub fn registry(entry: &str) -> Option<Registry> {
    match entry {
        "data" => Some(DATA),
        "augment" => Some(AUGMENTATIONS),
        "optimizer" => Some(OPTIMIZERS),
        "schedule" => Some(SCHEDULES),
        "strategy" => Some(STRATEGIES),
        "estimator" => Some(ESTIMATORS),
        _ => None,
    }
}

/// Returns the words of types.
pub fn types() -> &'static [&'static str] {
    &["int", "float", "bool", "str", "op", "list", "pyramid", "tensor", "image", "sequence", "tokens", "vector"]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile};

    #[test]
    fn a_section_refuses_another_entry_and_names_these() {
        for (kind, head) in [
            (SectionKind::Task, "task t = classification"),
            (SectionKind::Train, "train t"),
            (SectionKind::Search, "search t"),
            (SectionKind::Device, "device t"),
        ] {
            let text = format!("{head} {{ qqqqqqqqqqqq: 1 }}");
            let found = compile(&Library(&[]), "main.nas", &text).diagnostics;
            let refusal = found.iter().find(|it| it.code.id == "N0501").and_then(|it| it.help.clone());
            let listed: Vec<String> = entries(kind).iter().map(|it| format!("`{it}`")).collect();
            assert_eq!(refusal, Some(format!("its entries are {}", listed.join(", "))));
        }
    }

    #[test]
    fn every_type_is_one_of_the_language() {
        let misses = |ty: &str| {
            let text = format!("op f(a: {ty}) = relu()\nspace s {{\n input x: image[1, 2, 2]\n x -> f(qqqq)\n}}");
            let found = compile(&Library(&[]), "main.nas", &text).diagnostics;
            found.iter().any(|it| it.message.contains("type"))
        };
        assert!(types().iter().all(|it| !misses(it)));
    }
}
