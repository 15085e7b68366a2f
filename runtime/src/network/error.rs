//! What can go wrong with a network.

use crate::layers::{LayerError, Signature};

/// A network that cannot be built, run, saved or loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// A layer refuses its arguments or inputs.
    #[error("`{name}`: {source}")]
    Operation {
        /// The operation's name.
        name: String,
        /// Why.
        source: LayerError,
    },
    /// A layer gives something else than the operation declares.
    #[error("`{name}` gives {found} where {declared} is declared")]
    Output {
        /// The operation's name.
        name: String,
        /// The shape it declares.
        declared: Signature,
        /// The shape it gives.
        found: Signature,
    },
    /// A network, or a supernet, is given more or fewer inputs than it has.
    #[error("the network has {expected} inputs, and is given {found}")]
    Inputs {
        /// How many it has.
        expected: usize,
        /// How many it is given.
        found: usize,
    },
    /// An operation takes the value of one that does not come before it, or the output is none of the operations.
    #[error("`{0}` takes a value that no operation before it gives")]
    Order(String),
    /// Two operations have one name.
    #[error("two operations are named `{0}`")]
    Duplicate(String),
    /// An operation does not exist at a resolution.
    #[error("`{name}` cannot be applied to what images of {side} x {side} pixels become")]
    Resolution {
        /// The operation's name.
        name: String,
        /// The side of the images, in pixels.
        side: usize,
    },
    /// A weight file cannot be written or read.
    #[error("the weights in `{path}`: {message}")]
    Weights {
        /// The file.
        path: String,
        /// What is wrong.
        message: String,
    },
}

impl NetworkError {
    /// Makes the function that says which operation an error is about.
    pub(crate) fn at(name: &str) -> impl Fn(LayerError) -> Self {
        move |source| Self::Operation { name: name.to_owned(), source }
    }
}
