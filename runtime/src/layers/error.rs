//! What can be wrong with a layer, for operations that no validation saw.

use std::fmt::Display;

use super::{Signature, Value};

/// A layer that cannot be built or applied. A validated network never meets one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayerError {
    /// No layer implements the primitive.
    #[error("no layer implements the operation `{0}`")]
    Unknown(String),
    /// An argument is missing, of the wrong type, or out of range.
    #[error("the argument `{parameter}` is not {expected}")]
    Argument {
        /// The parameter's name.
        parameter: String,
        /// What it has to be.
        expected: &'static str,
    },
    /// An input is of another kind or shape than the layer takes.
    #[error("expected {expected}, found {found}")]
    Input {
        /// What the layer takes.
        expected: String,
        /// What it was given.
        found: String,
    },
    /// There are too many or too few inputs.
    #[error("expected {expected} inputs, found {found}")]
    Arity {
        /// How many the layer takes.
        expected: usize,
        /// How many it was given.
        found: usize,
    },
}

impl LayerError {
    /// Makes the error for a value that is not what a layer takes.
    pub fn input(expected: impl Display, found: &Value) -> Self {
        Self::shape(expected, &found.signature())
    }

    /// Makes the error for an input of the wrong kind or shape.
    pub fn shape(expected: impl Display, found: &Signature) -> Self {
        Self::Input { expected: expected.to_string(), found: found.to_string() }
    }

    /// Makes the error for an argument.
    pub fn argument(parameter: &str, expected: &'static str) -> Self {
        Self::Argument { parameter: parameter.into(), expected }
    }
}
