//! Schedules of the learning rate.

use super::{Component, Default, Facts, Param, Registry, Takes};

/// How the learning rate moves.
pub const SCHEDULES: Registry = Registry { kind: "schedule", components: &[CONSTANT, COSINE, STEP] };

const CONSTANT: Component =
    Component { name: "constant", docs: "The learning rate stays.", params: &[], facts: Facts::NONE };

const COSINE: Component = Component {
    name: "cosine",
    docs: "The learning rate falls along half a cosine (Loshchilov & Hutter 2017, without restarts).",
    params: &[Param {
        name: "min",
        docs: "The last learning rate.",
        takes: Takes::Float(0.0, 100.0),
        default: Default::Float(0.0),
    }],
    facts: Facts::NONE,
};

const STEP: Component = Component {
    name: "step",
    docs: "The learning rate is multiplied by a factor every few epochs.",
    params: &[
        Param { name: "every", docs: "Epochs between steps.", takes: Takes::Int(1), default: Default::Required },
        Param {
            name: "factor",
            docs: "What it is multiplied by.",
            takes: Takes::Float(0.0, 1.0),
            default: Default::Float(0.1),
        },
    ],
    facts: Facts::NONE,
};
