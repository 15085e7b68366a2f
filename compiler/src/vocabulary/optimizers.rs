//! Optimisers.

use super::{Component, Default, Facts, Moments, Param, Registry, Takes};

/// How weights follow gradients.
pub const OPTIMIZERS: Registry = Registry { kind: "optimizer", components: &[SGD, ADAMW] };

const fn rate(name: &'static str, docs: &'static str, default: f64) -> Param {
    Param { name, docs, takes: Takes::Float(0.0, 1.0), default: Default::Float(default) }
}

const fn lr(default: f64) -> Param {
    Param { name: "lr", docs: "Learning rate.", takes: Takes::Float(0.0, 100.0), default: Default::Float(default) }
}

const SGD: Component = Component {
    name: "sgd",
    docs: "Stochastic gradient descent with momentum (Sutskever et al. 2013). Norms and biases do not decay.",
    params: &[
        lr(0.1),
        rate("momentum", "Share of the last step that goes on.", 0.9),
        Param {
            name: "nesterov",
            docs: "Whether the gradient is taken ahead.",
            takes: Takes::Bool,
            default: Default::Bool(true),
        },
        rate("weight_decay", "Pull of the weights to zero.", 5e-4),
    ],
    facts: Facts { moments: Moments::Unless0("momentum"), ..Facts::NONE },
};

const ADAMW: Component = Component {
    name: "adamw",
    docs: "Adam with decoupled weight decay (Loshchilov & Hutter 2019). Norms and biases do not decay.",
    params: &[
        lr(1e-3),
        rate("beta1", "Decay of the first moment.", 0.9),
        rate("beta2", "Decay of the second moment.", 0.999),
        rate("epsilon", "Added to the root of the second moment.", 1e-8),
        rate("weight_decay", "Pull of the weights to zero, times the learning rate.", 0.01),
    ],
    facts: Facts { moments: Moments::Always(2), ..Facts::NONE },
};
