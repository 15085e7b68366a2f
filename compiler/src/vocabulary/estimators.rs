//! Estimators: how good an architecture is.

use super::{Component, Default, Facts, Param, Registry, Takes};

/// How architectures are valued.
pub const ESTIMATORS: Registry = Registry { kind: "estimator", components: &[TRAIN, TABLE] };

const TRAIN: Component = Component {
    name: "train",
    docs: "Trains the network on the training part and looks at the validation part. Fewer epochs, less data and smaller images are the literature's proxy tasks.",
    params: &[
        Param {
            name: "epochs",
            docs: "Passes over the training part.",
            takes: Takes::Int(1),
            default: Default::Int(10),
        },
        Param {
            name: "fraction",
            docs: "The share of the training part that is used.",
            takes: Takes::Positive(1.0),
            default: Default::Float(1.0),
        },
        Param {
            name: "resolution",
            docs: "Side to which images are resized; as they are where it is not set.",
            takes: Takes::Int(1),
            default: Default::Unset,
        },
    ],
    facts: Facts { trains: true, ..Facts::NONE },
};

const TABLE: Component = Component {
    name: "table",
    docs: "Looks architectures up in a CSV file, plain or gzipped, with one row per architecture. Its columns are the metrics.",
    params: &[
        Param {
            name: "file",
            docs: "The file, relative to the data folder.",
            takes: Takes::Str,
            default: Default::Required,
        },
        Param {
            name: "paths",
            docs: "The decisions that identify a row, in order; all decisions of the space where it is not set.",
            takes: Takes::Strs,
            default: Default::Unset,
        },
        Param {
            name: "columns",
            docs: "The column of each decision; the path itself where it is not set.",
            takes: Takes::Strs,
            default: Default::Unset,
        },
        Param {
            name: "code",
            docs: "One column that holds all decisions instead, a character each.",
            takes: Takes::Str,
            default: Default::Unset,
        },
        Param {
            name: "values",
            docs: "What the numbers 0, 1, … in the columns mean, by name of the alternative; the names themselves are expected where it is not set.",
            takes: Takes::Strs,
            default: Default::Unset,
        },
        Param {
            name: "test",
            docs: "The column with the true value, which is reported for the winner but never searched on.",
            takes: Takes::Str,
            default: Default::Unset,
        },
    ],
    facts: Facts { looks_up: true, ..Facts::NONE },
};
