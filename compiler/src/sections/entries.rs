//! The entries of one section, by key.

use indexmap::IndexMap;
use nas_grammar::{
    Span,
    ast::{self, Expr, ExprKind, OBJECTIVES, Unit},
};

use super::{Sections, errors};
use crate::{
    ir::{Scalar, spec::Value},
    vocabulary::Takes,
};

/// The entries of a section that has no unknown and no repeated ones.
pub(super) struct Entries<'a> {
    pub(super) section: &'a ast::Section,
    fields: IndexMap<&'a str, &'a Expr>,
    pub(super) objectives: Vec<(bool, &'a Expr, Span)>,
}

impl<'a> Entries<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&'a Expr> {
        self.fields.get(key).copied()
    }
}

impl<'a> Sections<'a> {
    /// Sorts the entries of a section; unknown and repeated ones are reported and left out.
    pub(super) fn entries(&mut self, section: &'a ast::Section, known: &[&str]) -> Entries<'a> {
        let mut entries = Entries { section, fields: IndexMap::new(), objectives: vec![] };
        let mut places: IndexMap<&str, Span> = IndexMap::new();
        for entry in &section.entries {
            match entry {
                ast::SectionEntry::Objective { maximize, metric, span } => {
                    if section.kind == ast::SectionKind::Search {
                        entries.objectives.push((*maximize, metric, *span));
                    } else {
                        let word = OBJECTIVES[usize::from(!*maximize)];
                        let key = ast::Name { text: word.to_owned(), span: *span };
                        self.diagnostics.push(errors::unknown_entry(&key, section.kind.name(), known));
                    }
                }
                ast::SectionEntry::Field(field) => {
                    let key = field.key.text.as_str();
                    let is_objective = section.kind == ast::SectionKind::Search && OBJECTIVES.contains(&key);
                    if is_objective {
                        self.diagnostics.push(errors::objective_with_colon(&field.key));
                        entries.objectives.push((key == OBJECTIVES[0], &field.value, field.key.span));
                    } else if !known.contains(&key) {
                        let objectives = if section.kind == ast::SectionKind::Search { &OBJECTIVES[..] } else { &[] };
                        let known = [known, objectives].concat();
                        self.diagnostics.push(errors::unknown_entry(&field.key, section.kind.name(), &known));
                    } else if let Some(first) = places.insert(key, field.key.span) {
                        self.diagnostics.push(errors::duplicate_entry(&field.key, first));
                    } else {
                        entries.fields.insert(key, &field.value);
                    }
                }
            }
        }
        entries
    }

    /// Returns an entry that a section must have.
    pub(super) fn required(&mut self, entries: &Entries<'a>, key: &str, example: &str) -> Option<&'a Expr> {
        let found = entries.get(key);
        if found.is_none() {
            self.missing.push((key.to_owned(), example.to_owned()));
        }
        found
    }

    /// Reads a whole number; `30 epochs` counts as one where epochs are asked for.
    pub(super) fn int(&mut self, entries: &Entries<'a>, key: &str, (least, default): (i64, i64)) -> Option<i64> {
        let Some(expr) = entries.get(key) else { return Some(default) };
        if let Some(epochs) = epochs(key, expr) {
            let is_within = epochs >= least as f64 && epochs.fract() == 0.0;
            return if is_within {
                Some(epochs as i64)
            } else {
                self.report(errors::out_of_range(expr.span, key, &format!("at least {least}")))
            };
        }
        match self.value(key, expr, Takes::Int(least))? {
            Value::Scalar(it) => it.as_int(),
            _ => None,
        }
    }

    /// Reads a number.
    pub(super) fn float(&mut self, entries: &Entries<'a>, key: &str, range: [f64; 2], default: f64) -> Option<f64> {
        let Some(expr) = entries.get(key) else { return Some(default) };
        if let Some(epochs) = epochs(key, expr) {
            return Some(epochs);
        }
        match self.value(key, expr, Takes::Float(range[0], range[1]))? {
            Value::Scalar(it) => it.as_float(),
            _ => None,
        }
    }

    /// Reads a truth value.
    pub(super) fn truth(&mut self, entries: &Entries<'a>, key: &str, default: bool) -> Option<bool> {
        let Some(expr) = entries.get(key) else { return Some(default) };
        match self.value(key, expr, Takes::Bool)? {
            Value::Scalar(Scalar::Bool(it)) => Some(it),
            _ => None,
        }
    }

    /// Reads the name of something declared in this file.
    pub(super) fn name(&mut self, expr: &'a Expr, kind: &str) -> Option<&'a ast::Name> {
        match &*expr.kind {
            ExprKind::Path(path) if path.names.len() == 1 => Some(&path.names[0]),
            _ => self.report(errors::not_a_reference(expr.span, kind)),
        }
    }
}

/// The entries that count epochs, so that `30 epochs` may be said.
const IN_EPOCHS: [&str; 3] = ["epochs", "warmup", "early_stop"];

fn epochs(key: &str, expr: &Expr) -> Option<f64> {
    match &*expr.kind {
        ExprKind::Number { value, unit: Unit::Epochs, .. } if IN_EPOCHS.contains(&key) => Some(*value),
        _ => None,
    }
}
