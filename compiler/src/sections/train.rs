//! `train full { … }`

use nas_grammar::{Span, ast};

use super::{Sections, entries::Entries};
use crate::{
    ir::{
        Scalar,
        spec::{Call, Train, Value},
    },
    vocabulary::{Component, Default, OPTIMIZERS, Registry, SCHEDULES},
};

pub(super) const ENTRIES: [&str; 9] =
    ["epochs", "batch", "optimizer", "schedule", "warmup", "label_smoothing", "clip", "early_stop", "augment"];

/// The recipe where none is named: SGD with Nesterov momentum along a cosine, the usual one of the literature.
pub(crate) fn default_recipe(span: Span) -> Option<Train> {
    let mut optimizer = default_call(&OPTIMIZERS, "sgd", span)?;
    optimizer.args.insert("lr".to_owned(), Value::Scalar(Scalar::Float(0.1)));
    Some(Train {
        name: "default".to_owned(),
        epochs: 50,
        batch: 64,
        optimizer,
        schedule: default_call(&SCHEDULES, "cosine", span)?,
        warmup: 0.0,
        label_smoothing: 0.0,
        clip: Some(5.0),
        early_stop: None,
        augment: None,
        span,
    })
}

/// A component with all its defaults.
fn default_call(registry: &Registry, name: &str, span: Span) -> Option<Call> {
    let component: &Component = registry.find(name)?;
    let value = |default: Default| match default {
        Default::Int(it) => Value::Scalar(Scalar::Int(it)),
        Default::Float(it) => Value::Scalar(Scalar::Float(it)),
        Default::Bool(it) => Value::Scalar(Scalar::Bool(it)),
        Default::Str(it) => Value::Scalar(Scalar::Str(it.to_owned())),
        Default::Required | Default::Unset => Value::Unset,
    };
    let args = component.params.iter().map(|it| (it.name.to_owned(), value(it.default))).collect();
    Some(Call { name: name.to_owned(), args, span })
}

impl<'a> Sections<'a> {
    pub(super) fn train(&mut self, section: &'a ast::Section) -> Option<Train> {
        let entries = self.entries(section, &ENTRIES);
        let default = default_recipe(section.name.span)?;
        let epochs = self.int(&entries, "epochs", (1, i64::from(default.epochs)));
        let batch = self.int(&entries, "batch", (1, i64::from(default.batch)));
        let optimizer = self.component_or(&entries, "optimizer", (&OPTIMIZERS, default.optimizer));
        let schedule = self.component_or(&entries, "schedule", (&SCHEDULES, default.schedule));
        let warmup = self.float(&entries, "warmup", [0.0, 1e6], 0.0);
        let label_smoothing = self.float(&entries, "label_smoothing", [0.0, 1.0], 0.0);
        let clip = self.float(&entries, "clip", [0.0, 1e9], default.clip.unwrap_or(0.0));
        let early_stop = self.int(&entries, "early_stop", (1, 0));
        let augment = self.augmentations(&entries);
        Some(Train {
            name: section.name.text.clone(),
            epochs: epochs? as u32,
            batch: batch? as u32,
            optimizer: optimizer?,
            schedule: schedule?,
            warmup: warmup?,
            label_smoothing: label_smoothing?,
            clip: Some(clip?).filter(|it| *it > 0.0),
            early_stop: Some(early_stop? as u32).filter(|it| *it > 0),
            augment: augment?,
            span: section.name.span,
        })
    }

    fn component_or(
        &mut self,
        entries: &Entries<'a>,
        key: &str,
        (registry, default): (&Registry, Call),
    ) -> Option<Call> {
        match entries.get(key) {
            Some(expr) => self.component(expr, registry),
            None => Some(default),
        }
    }
}
