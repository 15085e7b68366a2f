//! Decisions that are made at one place in the text, and what is true of all of them.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use nas_grammar::{FileId, Span};

use super::Surplus;
use crate::ir::{Decision, DecisionId, Domain, Space};

/// The decisions that are made at a place.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    pub(crate) decisions: Vec<Made<'a>>,
}

/// A decision and the values that it takes.
#[derive(Debug)]
pub(crate) struct Made<'a> {
    pub(crate) space: &'a Space,
    pub(crate) id: DecisionId,
    /// Whether each value is taken; nothing where no architecture makes the decision.
    taken: Vec<bool>,
}

/// What is written in vain at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Finding {
    /// No architecture decides there.
    Never,
    /// Each decision has one value left.
    Settled,
    /// Some values of the first decision, by index, or items of it, that none of the decisions takes.
    Untaken(Vec<u32>),
}

/// Finds every place of a file where something is decided.
pub(super) fn all<'a>(file: FileId, spaces: &[(&'a Space, Option<&Surplus>)]) -> Vec<Place<'a>> {
    let mut places: IndexMap<Span, Vec<Made<'a>>> = IndexMap::new();
    for (space, surplus) in spaces {
        for (at, decision) in space.decisions.iter().enumerate().filter(|it| it.1.span.file == file) {
            let id = DecisionId(at as u32);
            let taken = match surplus {
                Some(surplus) if surplus.follows[at] => continue,
                Some(surplus) => surplus.taken[at].clone(),
                None => vec![true; decision.domain.size()],
            };
            places.entry(decision.span).or_default().push(Made { space, id, taken });
        }
    }
    places.into_iter().map(|(span, decisions)| Place { span, decisions }).collect()
}

impl<'a> Made<'a> {
    pub(crate) fn decision(&self) -> &'a Decision {
        self.space.decision(self.id)
    }

    /// The only value that is taken, where there are others.
    pub(crate) fn only(&self) -> Option<u32> {
        only(&self.decision().domain, &self.taken)
    }

    fn is_made(&self) -> bool {
        !self.taken.is_empty()
    }

    fn takes_all(&self) -> bool {
        indices(&self.taken).count() == self.decision().domain.size()
    }
}

fn indices(taken: &[bool]) -> impl Iterator<Item = u32> {
    taken.iter().enumerate().filter(|it| *it.1).map(|it| it.0 as u32)
}

fn only(domain: &Domain, taken: &[bool]) -> Option<u32> {
    let mut taken = indices(taken);
    let only = taken.next()?;
    (taken.next().is_none() && domain.size() > 1).then_some(only)
}

/// The values that are taken, or the items that are picked, as users write them.
fn texts(domain: &Domain, taken: impl Iterator<Item = u32>) -> BTreeSet<String> {
    match domain {
        Domain::Subset { subsets, .. } => {
            let items: BTreeSet<u32> = taken.flat_map(|it| subsets[it as usize].iter().copied()).collect();
            items.into_iter().map(|it| it.to_string()).collect()
        }
        domain => taken.map(|it| domain.render(it)).collect(),
    }
}

impl Place<'_> {
    /// Returns what is written in vain here.
    pub(super) fn finding(&self) -> Option<Finding> {
        let made: Vec<&Made<'_>> = self.decisions.iter().filter(|it| it.is_made()).collect();
        if made.is_empty() {
            return Some(Finding::Never);
        }
        if made.iter().all(|it| it.only().is_some()) {
            return Some(Finding::Settled);
        }
        if made.iter().any(|it| it.takes_all()) {
            return None;
        }
        let taken: BTreeSet<String> =
            made.iter().flat_map(|it| texts(&it.decision().domain, indices(&it.taken))).collect();
        let domain = &self.decisions[0].decision().domain;
        let untaken: Vec<u32> = match domain {
            Domain::Subset { items, .. } => (0..*items).filter(|it| !taken.contains(&it.to_string())).collect(),
            domain => (0..domain.size() as u32).filter(|it| !taken.contains(&domain.render(*it))).collect(),
        };
        (!untaken.is_empty()).then_some(Finding::Untaken(untaken))
    }

    /// Returns whether something is written in vain here also where the decisions of a space take these values.
    pub(super) fn holds(&self, finding: &Finding, space: &Space, taken: &[Vec<bool>]) -> bool {
        let mut decisions = self.decisions.iter().filter(|it| std::ptr::eq(it.space, space));
        decisions.all(|it| {
            let (domain, taken) = (&it.decision().domain, &taken[it.id.0 as usize]);
            match finding {
                Finding::Never => taken.is_empty(),
                Finding::Settled => taken.is_empty() || only(domain, taken).is_some(),
                Finding::Untaken(untaken) => texts(domain, indices(taken)).is_disjoint(&self.named(untaken)),
            }
        })
    }

    /// What is not taken, as users write it.
    fn named(&self, untaken: &[u32]) -> BTreeSet<String> {
        match &self.decisions[0].decision().domain {
            Domain::Subset { .. } => untaken.iter().map(ToString::to_string).collect(),
            domain => untaken.iter().map(|it| domain.render(*it)).collect(),
        }
    }
}
