//! Why a space has no supernet, and what can go wrong with one.

use crate::network::NetworkError;

/// A part of a space that is no mixture of alternatives with one shape.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RelaxError {
    /// A tensor's shape depends on a decision.
    #[error("the shape of `{node}` depends on the decision `{decision}`: a mixture needs alternatives of one shape")]
    Shape {
        /// Where the node was made.
        node: String,
        /// The decision's path.
        decision: String,
    },
    /// One thing depends on two decisions at once.
    #[error(
        "{what} of `{node}` depends on two decisions at once, `{first}` and `{second}`: a mixture has one weight each"
    )]
    TwoDecisions {
        /// What depends on them: a guard or the arguments.
        what: &'static str,
        /// Where the node was made.
        node: String,
        /// One decision's path.
        first: String,
        /// Another decision's path.
        second: String,
    },
    /// An input exists only for some values of a decision, and the operation gives no sense to a part of it.
    #[error(
        "an input of `{node}` depends on the decision `{decision}`: only a choice, or an input of a sum, can be weighted"
    )]
    Input {
        /// Where the node was made.
        node: String,
        /// The decision's path.
        decision: String,
    },
    /// A pick's members are joined by an operation whose result depends on how many there are.
    #[error(
        "`{node}` joins what the decision `{decision}` picks with `{op}`: only a sum, a mean or a product can take all"
    )]
    Pick {
        /// Where the node was made.
        node: String,
        /// The decision's path.
        decision: String,
        /// The operation.
        op: String,
    },
    /// An expression depends on the cost of the whole architecture, or has no value.
    #[error("{what} of `{node}` has no value that decisions alone determine")]
    Unknown {
        /// What it is: a guard, the arguments or the shape.
        what: &'static str,
        /// Where the node was made.
        node: String,
    },
    /// The supernet's layers cannot be built.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

/// An architecture that has no weights in a supernet.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InheritError {
    /// No layer of the supernet is that of an operation.
    #[error("the supernet has no layer for `{0}`")]
    Missing(String),
    /// The network cannot be built.
    #[error(transparent)]
    Network(#[from] NetworkError),
}
