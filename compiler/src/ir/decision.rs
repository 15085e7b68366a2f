//! Decisions: what an architecture is free to choose.

use nas_grammar::Span;
use serde::{Deserialize, Serialize};

use super::{ExprId, Scalar};

/// A decision of a space, by position in [`super::Space::decisions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DecisionId(pub u32);

/// What a decision chooses from. Its values are numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Domain {
    /// `oneof [3, 5, 7]`: one of these distinct values.
    Values(Vec<Scalar>),
    /// `oneof { conv: …, skip: … }`: one of these named alternatives.
    Alternatives(Vec<String>),
    /// `pick 1..=2 of list`: a subset of `items` items with `min` to `max` members.
    Subset {
        /// How many items there are to pick from.
        items: u32,
        /// The fewest members.
        min: u32,
        /// The most members.
        max: u32,
        /// All the subsets as ascending lists of items, by size and then in lexicographic order.
        subsets: Vec<Vec<u32>>,
    },
}

impl Domain {
    /// Returns how many values there are.
    pub fn size(&self) -> usize {
        match self {
            Self::Values(values) => values.len(),
            Self::Alternatives(names) => names.len(),
            Self::Subset { subsets, .. } => subsets.len(),
        }
    }

    /// Renders one value as users write it: `3`, `skip`, `[0, 2]`.
    pub fn render(&self, index: u32) -> String {
        match self {
            Self::Values(values) => values[index as usize].to_string(),
            Self::Alternatives(names) => names[index as usize].clone(),
            Self::Subset { subsets, .. } => format!("{:?}", subsets[index as usize]),
        }
    }
}

/// A decision of the space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The stable, readable, unique path: `normal.node2.input0.edge`.
    pub path: String,
    /// What it chooses from.
    pub domain: Domain,
    /// The condition under which it is made; it mentions earlier decisions only.
    pub active: ExprId,
    /// Where it stands.
    pub span: Span,
}
