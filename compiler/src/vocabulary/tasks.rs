//! Kinds of tasks.

use super::{Component, Facts, Registry};

/// What networks are for.
pub const TASKS: Registry = Registry { kind: "task", components: &[CLASSIFICATION] };

const CLASSIFICATION: Component = Component {
    name: "classification",
    docs: "Says which class an image is of. The network's output is a vector with one number per class, before softmax.",
    params: &[],
    facts: Facts { metrics: &["accuracy", "loss", "top5"], ..Facts::NONE },
};
