//! Architectures as people and files name them, and as assignments.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use sha2::{Digest as _, Sha256};

use crate::{
    cost::violated,
    ir::{Architecture, Assignment, Choice, Decision, DecisionId, Domain, Evaluator, FORMAT, Scalar, Space},
};

/// Why an architecture is none of a space.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Mismatch {
    /// It was written in another form.
    #[error("it has format {found}, but this version reads format {FORMAT}")]
    Format {
        /// The form it has.
        found: u32,
    },
    /// It was found in a space that differs.
    #[error("it was found in another version of the space: its fingerprint is {found}, the space's {expected}")]
    Fingerprint {
        /// What it says.
        found: String,
        /// The space's.
        expected: String,
    },
    /// It was found in a space of another name.
    #[error("it is one of the space `{found}`, not of `{expected}`")]
    Space {
        /// What it says.
        found: String,
        /// The space's.
        expected: String,
    },
    /// It lacks a decision that is made.
    #[error("it does not say what `{path}` chooses")]
    Missing {
        /// The decision.
        path: String,
    },
    /// It names a decision that the space does not have, or that is not made.
    #[error("`{path}` is not decided in this architecture")]
    Unknown {
        /// The path it names.
        path: String,
    },
    /// It chooses what is not there to choose.
    #[error("`{path}` cannot be {found}: it is one of {expected}")]
    Value {
        /// The decision.
        path: String,
        /// What it chooses.
        found: String,
        /// What there is.
        expected: String,
    },
    /// It breaks a constraint.
    #[error("it breaks `require {text}`")]
    Constraint {
        /// Its position in the space.
        constraint: usize,
        /// The constraint as written.
        text: String,
    },
}

/// Says what an assignment chooses, by path.
pub fn describe(space: &Space, assignment: &Assignment) -> Architecture {
    let choices = choices(space, assignment);
    Architecture { format: FORMAT, space: space.name.clone(), fingerprint: Some(fingerprint(space)), choices }
}

/// Returns what each decision that an assignment makes chooses, by path, in the order of the space.
pub fn choices(space: &Space, assignment: &Assignment) -> IndexMap<String, Choice> {
    let mut evaluator = Evaluator::new(space, assignment);
    let mut choices = IndexMap::new();
    for (decision, index) in space.decisions.iter().zip(&assignment.0) {
        if evaluator.holds(decision.active) {
            choices.insert(decision.path.clone(), choice(&decision.domain, *index));
        }
    }
    choices
}

/// Returns the value of a domain with an index.
pub(crate) fn choice(domain: &Domain, index: u32) -> Choice {
    match domain {
        Domain::Alternatives(names) => Choice::Text(names[index as usize].clone()),
        Domain::Subset { subsets, .. } => Choice::Items(subsets[index as usize].clone()),
        Domain::Values(values) => match &values[index as usize] {
            Scalar::Int(it) | Scalar::Bytes(it) => Choice::Int(*it),
            Scalar::Float(it) | Scalar::Duration(it) => Choice::Float(*it),
            Scalar::Bool(it) => Choice::Bool(*it),
            Scalar::Str(it) => Choice::Text(it.clone()),
        },
    }
}

/// Finds the assignment that an architecture describes, and checks that it is one of the space.
///
/// # Errors
/// The first of its [`mismatches`].
pub fn resolve(space: &Space, architecture: &Architecture) -> Result<Assignment, Mismatch> {
    let (assignment, mut mismatches) = examine(space, architecture);
    if mismatches.is_empty() { Ok(assignment) } else { Err(mismatches.swap_remove(0)) }
}

/// Returns every reason why an architecture is none of the space. What only follows from another reason is left out: where
/// a choice is wrong, so is what depends on it, and of an architecture of quite another space only that is said.
pub fn mismatches(space: &Space, architecture: &Architecture) -> Vec<Mismatch> {
    examine(space, architecture).1
}

/// The assignment, and what is wrong with it.
pub(crate) fn examine(space: &Space, architecture: &Architecture) -> (Assignment, Vec<Mismatch>) {
    let mut mismatches = versions(space, architecture);
    if is_foreign(space, architecture) {
        return (Evaluator::assign(space, |_, _| 0), vec![other_space(space, architecture)]);
    }
    let choices = &architecture.choices;
    let mut wrong = BTreeSet::new();
    let mut used = BTreeSet::new();
    let assignment = Evaluator::assign(space, |id, decision| {
        used.insert(id);
        let found = choices.get(&decision.path).ok_or_else(|| Mismatch::Missing { path: decision.path.clone() });
        let index = found.and_then(|it| index(decision, it));
        index.unwrap_or_else(|mismatch| {
            // Whether it is made at all is not known where what says so is wrong.
            if !depends(space, decision, &wrong) {
                mismatches.push(mismatch);
            }
            wrong.insert(id);
            0
        })
    });
    for path in choices.keys().filter(|it| space.find(it).is_none_or(|it| !used.contains(&it))) {
        let is_explained = space.find(path).is_some_and(|it| depends(space, space.decision(it), &wrong));
        if !is_explained {
            mismatches.push(Mismatch::Unknown { path: path.clone() });
        }
    }
    if wrong.is_empty() {
        let text = |it: usize| space.constraints[it].text.clone();
        let broken = violated(space, &assignment);
        mismatches.extend(broken.into_iter().map(|it| Mismatch::Constraint { constraint: it, text: text(it) }));
    }
    (assignment, mismatches)
}

fn versions(space: &Space, architecture: &Architecture) -> Vec<Mismatch> {
    if architecture.format != FORMAT {
        return vec![Mismatch::Format { found: architecture.format }];
    }
    let expected = fingerprint(space);
    let found = architecture.fingerprint.clone().filter(|it| *it != expected);
    let mismatch = found.map(|found| match architecture.space == space.name {
        true => Mismatch::Fingerprint { found, expected },
        false => other_space(space, architecture),
    });
    mismatch.into_iter().collect()
}

/// Whether an architecture says that it is of another space, and shares less than half of its decisions with this one: a
/// space that was only renamed shares them.
pub(crate) fn is_foreign(space: &Space, architecture: &Architecture) -> bool {
    let shared = architecture.choices.keys().filter(|it| space.find(it).is_some()).count();
    architecture.space != space.name && 2 * shared < architecture.choices.len()
}

fn other_space(space: &Space, architecture: &Architecture) -> Mismatch {
    Mismatch::Space { found: architecture.space.clone(), expected: space.name.clone() }
}

/// Whether one of some decisions says if another is made.
fn depends(space: &Space, decision: &Decision, on: &BTreeSet<DecisionId>) -> bool {
    !on.is_empty() && space.exprs.decisions(decision.active).iter().any(|it| on.contains(it))
}

/// Finds the index of what a decision chooses.
pub fn index(decision: &Decision, wanted: &Choice) -> Result<u32, Mismatch> {
    let found = (0..decision.domain.size() as u32).find(|it| same(&choice(&decision.domain, *it), wanted));
    found.ok_or_else(|| Mismatch::Value {
        path: decision.path.clone(),
        found: quoted(wanted, &decision.domain),
        expected: expected(&decision.domain),
    })
}

/// A choice that does not fit; a text where there are numbers in quotes.
fn quoted(choice: &Choice, domain: &Domain) -> String {
    match (choice, domain) {
        (Choice::Text(it), Domain::Values(_) | Domain::Subset { .. }) => format!("{it:?}"),
        _ => render(choice),
    }
}

/// Compares choices; a whole number may stand for the same real one.
#[expect(clippy::float_cmp, reason = "a choice is one of the values as written, not the result of a calculation")]
fn same(left: &Choice, right: &Choice) -> bool {
    match (left, right) {
        (Choice::Float(real), Choice::Int(whole)) | (Choice::Int(whole), Choice::Float(real)) => *real == *whole as f64,
        // What is picked has no order.
        (Choice::Items(left), Choice::Items(right)) => sorted(left) == sorted(right),
        _ => left == right,
    }
}

fn sorted(items: &[u32]) -> Vec<u32> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items
}

pub(crate) fn expected(domain: &Domain) -> String {
    const SHOWN: u32 = 12;
    let mut shown: Vec<String> = (0..domain.size() as u32).take(SHOWN as usize).map(|it| domain.render(it)).collect();
    if domain.size() > SHOWN as usize {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// Renders a choice as users write it.
pub fn render(choice: &Choice) -> String {
    match choice {
        Choice::Items(items) => format!("{items:?}"),
        Choice::Bool(it) => it.to_string(),
        Choice::Int(it) => it.to_string(),
        Choice::Float(it) => format!("{it:?}"),
        Choice::Text(it) => it.clone(),
    }
}

/// A short text that two spaces share only if they mean the same: places and reasons in the source do not count.
pub fn fingerprint(space: &Space) -> String {
    let mut bare = space.clone();
    let nowhere = nas_grammar::Span::default();
    bare.decisions.iter_mut().for_each(|it| it.span = nowhere);
    bare.nodes.iter_mut().for_each(|it| it.span = nowhere);
    for constraint in &mut bare.constraints {
        constraint.span = nowhere;
        constraint.text.clear();
        constraint.reason = None;
    }
    let text = ron::to_string(&bare).unwrap_or_default();
    let digest = Sha256::digest(text.as_bytes());
    let bytes = digest.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, compile};

    #[test]
    fn what_is_picked_has_no_order() {
        let text = "space S { input x: vector[4] sum(pick 2 of [x, x -> relu(), x -> tanh()]) }";
        let compilation = compile(&Library(&[]), "main.nas", text);
        let space = &compilation.program.spaces["S"];
        let chosen = |items: &[u32]| index(&space.decisions[0], &Choice::Items(items.to_vec())).ok();
        assert_eq!(chosen(&[2, 0]), chosen(&[0, 2]));
        assert!(chosen(&[0, 2]).is_some() && chosen(&[0, 0]).is_none() && chosen(&[0]).is_none());
    }
}
