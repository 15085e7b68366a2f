//! Search strategies.

use super::{Component, Default, Facts, Param, Registry, Takes};

/// How architectures are proposed.
pub const STRATEGIES: Registry = Registry { kind: "strategy", components: &[RANDOM, REGULARIZED_EVOLUTION, DARTS] };

const RANDOM: Component = Component {
    name: "random",
    docs: "Draws feasible architectures independently of each other.",
    params: &[Param {
        name: "by",
        docs: "What is uniform: `architecture`, or `decision` as in the literature's random search.",
        takes: Takes::OneOf(&["architecture", "decision"]),
        default: Default::Str("architecture"),
    }],
    facts: Facts::NONE,
};

const REGULARIZED_EVOLUTION: Component = Component {
    name: "regularized_evolution",
    docs: "Ageing evolution (Real et al., AAAI 2019, algorithm 1): mutates the best of a random tournament; the oldest dies.",
    params: &[
        Param {
            name: "population",
            docs: "Architectures alive at a time (P).",
            takes: Takes::Int(1),
            default: Default::Int(100),
        },
        Param {
            name: "tournament",
            docs: "Architectures compared to find a parent (S).",
            takes: Takes::Int(1),
            default: Default::Int(25),
        },
    ],
    facts: Facts { founders: Some("population"), at_most: &[("tournament", "population")], ..Facts::NONE },
};

const DARTS: Component = Component {
    name: "darts",
    docs: "Differentiable search (Liu et al., ICLR 2019), first order: weights and architecture parameters descend in turn on two halves of the training data; then the strongest alternatives remain.",
    params: &[
        Param {
            name: "epochs",
            docs: "Passes over the training half.",
            takes: Takes::Int(1),
            default: Default::Int(50),
        },
        Param { name: "batch", docs: "Inputs per step.", takes: Takes::Int(2), default: Default::Int(64) },
        Param {
            name: "lr",
            docs: "Learning rate of the weights, annealed to `lr_min` along a cosine.",
            takes: Takes::Float(0.0, 10.0),
            default: Default::Float(0.025),
        },
        Param {
            name: "lr_min",
            docs: "Last learning rate of the weights.",
            takes: Takes::Float(0.0, 10.0),
            default: Default::Float(0.001),
        },
        Param {
            name: "momentum",
            docs: "Momentum of the weights.",
            takes: Takes::Float(0.0, 1.0),
            default: Default::Float(0.9),
        },
        Param {
            name: "weight_decay",
            docs: "Weight decay of the weights.",
            takes: Takes::Float(0.0, 1.0),
            default: Default::Float(3e-4),
        },
        Param {
            name: "clip",
            docs: "Largest norm of the weights' gradients.",
            takes: Takes::Float(0.0, 1e6),
            default: Default::Float(5.0),
        },
        Param {
            name: "alpha_lr",
            docs: "Learning rate of the architecture parameters (Adam, betas 0.5 and 0.999).",
            takes: Takes::Float(0.0, 10.0),
            default: Default::Float(3e-4),
        },
        Param {
            name: "alpha_weight_decay",
            docs: "Weight decay of the architecture parameters.",
            takes: Takes::Float(0.0, 1.0),
            default: Default::Float(1e-3),
        },
        Param {
            name: "none",
            docs: "Whether edges that a `pick` chooses from also weigh a `none` operation while searching, as published.",
            takes: Takes::Bool,
            default: Default::Bool(true),
        },
    ],
    facts: Facts { relaxes: true, ..Facts::NONE },
};
