//! One point of a space.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// An index into the domain of every decision of a space; 0 where the decision is inactive.
///
/// Two assignments of one space are equal exactly when they are the same architecture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Assignment(pub Vec<u32>);

/// What one decision chose, in the terms of its domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Choice {
    /// The items of a `pick`.
    Items(Vec<u32>),
    /// A truth value of a `oneof`.
    Bool(bool),
    /// A whole number of a `oneof`.
    Int(i64),
    /// A real number of a `oneof`.
    Float(f64),
    /// A text of a `oneof`, or the name of its alternative.
    Text(String),
}

/// An architecture as it is written to a file: what each active decision chose, by its path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Architecture {
    /// The version of this form, [`super::FORMAT`].
    pub format: u32,
    /// The name of the space.
    pub space: String,
    /// The space's fingerprint, when the architecture was written by a search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The choices, in the order of the space's decisions.
    pub choices: IndexMap<String, Choice>,
}
