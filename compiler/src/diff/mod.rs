//! How two spaces differ in what they mean: what they decide, what they require, which architectures they share.
//!
//! An architecture is what its file says: the choice of each decision that is made, by path. So it is in both spaces if the
//! same choices are valid in both, whatever is built of them. Those that are form a space of their own (`joint`), over the
//! decisions and values that both have, in which each decision is made under both conditions alike and the constraints of both
//! hold. It is counted as any space is.

mod count;
mod decisions;
mod import;
mod joint;
mod networks;

use std::collections::BTreeSet;

use indexmap::IndexSet;
use nas_grammar::Span;
use rand::Rng;

pub use networks::{Example, Networks};

use crate::{
    cost::cost_of,
    diagram::TooEntangled,
    feasible::{Count, Feasible, STATES},
    ir::{CostKind, Scalar, Space},
};
use joint::Joint;

/// How one space, the right one, differs from another, the left one.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// The parameters whose arguments differ.
    pub arguments: Vec<ArgumentChange>,
    /// The decisions that differ: those of the left space in its order, then those that only the right one has.
    pub decisions: Vec<DecisionChange>,
    /// The constraints that only one of them has, by their text.
    pub constraints: Vec<ConstraintChange>,
    /// How many architectures they have.
    pub overlap: Overlap,
    /// Whether the architectures of both are the same networks in both.
    pub networks: Networks,
    /// What their architectures cost.
    pub costs: Vec<CostChange>,
}

/// A parameter that the spaces were elaborated with different arguments for.
#[derive(Debug, Clone, PartialEq)]
pub struct ArgumentChange {
    /// The parameter.
    pub parameter: String,
    /// The argument in each; nothing where the space has no such parameter.
    pub values: [Option<Scalar>; 2],
}

/// A decision that only one space has, or both and not alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionChange {
    /// The path.
    pub path: String,
    /// Where it stands in each.
    pub spans: [Option<Span>; 2],
    /// How it differs.
    pub kind: DecisionChangeKind,
}

/// How a decision differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionChangeKind {
    /// Only the left space has it.
    Removed {
        /// What it chooses from.
        values: Vec<String>,
    },
    /// Only the right space has it.
    Added {
        /// What it chooses from.
        values: Vec<String>,
    },
    /// Both have it.
    Changed {
        /// The values that only the left space has.
        lost: Vec<String>,
        /// The values that only the right space has.
        gained: Vec<String>,
        /// The conditions under which it is made, if they differ.
        guards: Option<[String; 2]>,
    },
}

/// A constraint that only one space has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstraintChange {
    /// The side that has it.
    pub side: Side,
    /// The constraint on one line.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One of two spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

/// How many feasible architectures there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// In the left space.
    pub left: Count,
    /// In the right space.
    pub right: Count,
    /// In both.
    pub both: Count,
    /// In the left space only.
    pub only_left: Count,
    /// In the right space only.
    pub only_right: Count,
}

/// The range of a cost over the feasible architectures of each space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostChange {
    /// The cost.
    pub kind: CostKind,
    /// The least and the greatest in each, where they are certain.
    pub ranges: [[Option<u64>; 2]; 2],
}

/// Compares two spaces. Where they share many architectures, those that are built in both are drawn with `rng`.
///
/// # Errors
/// The decisions of one of them, or of what they share, depend on each other in too many ways.
pub fn diff(left: &Space, right: &Space, rng: &mut impl Rng) -> Result<Diff, TooEntangled> {
    let joint = Joint::new(left, right)?;
    let sides = [Feasible::new(left, &CostKind::SUMS, STATES)?, Feasible::new(right, &CostKind::SUMS, STATES)?];
    Ok(Diff {
        arguments: arguments(left, right),
        decisions: decisions::changes(left, right, &joint)?,
        constraints: constraints(left, right),
        overlap: overlap(&joint, [&sides[0], &sides[1]]),
        networks: networks::compare(&joint, rng),
        costs: CostKind::SUMS
            .map(|kind| CostChange { kind, ranges: [range(left, &sides[0], kind), range(right, &sides[1], kind)] })
            .into(),
    })
}

fn arguments(left: &Space, right: &Space) -> Vec<ArgumentChange> {
    let both = left.arguments.iter().chain(&right.arguments).map(|it| &it.0);
    let parameters: IndexSet<&String> = both.collect();
    let argument =
        |space: &Space, parameter: &String| space.arguments.iter().find(|it| it.0 == *parameter).map(|it| it.1.clone());
    let changes = parameters.into_iter().map(|parameter| ArgumentChange {
        parameter: parameter.clone(),
        values: [left, right].map(|it| argument(it, parameter)),
    });
    changes.filter(|it| it.values[0] != it.values[1]).collect()
}

fn overlap(joint: &Joint<'_>, [left, right]: [&Feasible<'_>; 2]) -> Overlap {
    let (left, right, both) = (count::of(left), count::of(right), count::of_joint(joint));
    let only = [&left, &right].map(|it| count::difference(it, &both));
    let [only_left, only_right] = only;
    Overlap { left, right, both, only_left, only_right }
}

fn range(space: &Space, feasible: &Feasible<'_>, kind: CostKind) -> [Option<u64>; 2] {
    [feasible.least(kind), feasible.greatest(kind)].map(|it| it.map(|it| cost_of(space, &it.assignment, kind)))
}

/// The constraints that only one space has. The same text may mean something else in the other one; then what it excludes
/// shows in the counts.
fn constraints(left: &Space, right: &Space) -> Vec<ConstraintChange> {
    let texts = |space: &Space| -> BTreeSet<String> { space.constraints.iter().map(|it| one_line(&it.text)).collect() };
    let only = |side: Side, space: &Space, other: &BTreeSet<String>| -> Vec<ConstraintChange> {
        let mut changes: Vec<ConstraintChange> = vec![];
        for constraint in &space.constraints {
            let text = one_line(&constraint.text);
            if !other.contains(&text) && changes.iter().all(|it| it.text != text) {
                changes.push(ConstraintChange { side, text, span: constraint.span });
            }
        }
        changes
    };
    let mut changes = only(Side::Left, left, &texts(right));
    changes.extend(only(Side::Right, right, &texts(left)));
    changes
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
