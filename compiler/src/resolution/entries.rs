//! The components that entries of sections name.

use crate::vocabulary::{AUGMENTATIONS, DATA, ESTIMATORS, OPTIMIZERS, Registry, SCHEDULES, STRATEGIES};

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

#[cfg(test)]
mod tests {
    use nas_grammar::ast::{OBJECTIVES, SectionKind};

    use crate::{Library, compile, sections::entries};

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
            let objectives = if kind == SectionKind::Search { &OBJECTIVES[..] } else { &[] };
            let listed: Vec<String> = entries(kind).iter().chain(objectives).map(|it| format!("`{it}`")).collect();
            assert_eq!(refusal, Some(format!("its entries are {}", listed.join(", "))));
        }
    }
}
