//! `task digits = classification { … }`

use nas_grammar::ast::{self, Expr, ExprKind};

use super::{Sections, entries::Entries, errors};
use crate::{
    ir::spec::{Call, Split, Task},
    vocabulary::{AUGMENTATIONS, DATA, TASKS, Takes},
};

pub(super) const ENTRIES: [&str; 4] = ["data", "split", "augment", "normalize"];

/// How data are divided where a task does not say.
const SPLIT: Split = Split { train: 0.7, valid: 0.15, test: 0.15 };

impl<'a> Sections<'a> {
    pub(super) fn task(&mut self, section: &'a ast::Section) -> Option<Task> {
        let entries = self.entries(section, &ENTRIES);
        let kind = section.of.as_ref()?;
        let known = TASKS.find(&kind.text);
        if known.is_none() {
            self.diagnostics.push(errors::unknown_component(kind, &TASKS));
        }
        let data = self.required(&entries, "data", "data: digits()");
        let data = data.and_then(|it| self.component(it, &DATA));
        let split = entries.get("split").map_or(Some(SPLIT), |it| self.split(it));
        let augment = self.augmentations(&entries);
        let normalize = self.truth(&entries, "normalize", true);
        Some(Task {
            name: section.name.text.clone(),
            kind: known?.name.to_owned(),
            data: data?,
            split: split?,
            augment: augment?.unwrap_or_default(),
            normalize: normalize?,
            span: section.name.span,
        })
    }

    /// Reads a list of augmentations, if there is one.
    pub(super) fn augmentations(&mut self, entries: &Entries<'a>) -> Option<Option<Vec<Call>>> {
        let Some(expr) = entries.get("augment") else { return Some(None) };
        let ExprKind::List(items) = &*expr.kind else {
            return self.report(errors::wrong_value(expr.span, "augment", "a list of augmentations"));
        };
        let calls: Vec<Option<Call>> = items.iter().map(|it| self.component(it, &AUGMENTATIONS)).collect();
        calls.into_iter().collect::<Option<Vec<Call>>>().map(Some)
    }

    fn split(&mut self, expr: &'a Expr) -> Option<Split> {
        let ExprKind::Record(shares) = &*expr.kind else {
            return self.report(errors::wrong_value(expr.span, "split", "shares by name"));
        };
        let mut split = Split { train: 0.0, valid: 0.0, test: 0.0 };
        for share in shares {
            let part = match share.key.text.as_str() {
                "train" => &mut split.train,
                "valid" => &mut split.valid,
                "test" => &mut split.test,
                _ => return self.report(errors::unknown_entry(&share.key, "split", &["train", "valid", "test"])),
            };
            let value = self.value(&share.key.text, &share.value, Takes::Float(0.0, 1.0))?;
            if let crate::ir::spec::Value::Scalar(scalar) = value {
                *part = scalar.as_float()?;
            }
        }
        if split.train + split.valid + split.test > 1.0 + 1e-9 {
            return self.report(errors::bad_split(expr.span, "these shares are more than the whole"));
        }
        if split.train == 0.0 || split.valid == 0.0 {
            return self.report(errors::bad_split(expr.span, "`train` and `valid` need a share each"));
        }
        Some(split)
    }
}
