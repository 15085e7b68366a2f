//! What is written in vain: choices that no feasible architecture takes, decisions that constraints settle, and constraints
//! that always hold.
//!
//! One pass over the automaton of a space tells the values that its paths take. The paths are the feasible architectures or
//! more, so what none of them takes is certain. A warning speaks of a place in the text, so it must be true of everything
//! that is made there, in every space of the file; and of the file at hand only, since a module offers what others may
//! exclude.

mod cause;
mod idle;
mod place;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use nas_grammar::{Diagnostics, FileId, Span};

use super::errors;
use crate::{
    automaton::Automaton,
    feasible::Superset,
    ir::{Constraint, DecisionId, Domain, Space},
};
use cause::Causes;
pub(super) use place::{Finding, Made, Place};

/// By decision, whether each of its values is taken. See [`Automaton::taken`].
type Taken = Vec<Vec<bool>>;

/// What constraints leave of a space.
#[derive(Debug)]
pub(crate) struct Surplus {
    /// By decision, the values that feasible architectures take, or a few more.
    taken: Taken,
    /// By decision, whether it is not made because of values that are not taken, or without any constraint.
    follows: Vec<bool>,
    /// The constraints that always hold.
    idle: Vec<usize>,
}

impl Surplus {
    /// Looks at what the constraints of a space leave; nothing where there are none.
    pub(super) fn new(space: &Space, superset: &Superset) -> Self {
        let taken = superset.within.taken();
        let follows = follows(space, &taken);
        Self { taken, follows, idle: idle::find(space, &superset.unbounded) }
    }
}

/// Finds the decisions that are never made because values of others are not taken; those say so already.
fn follows(space: &Space, taken: &[Vec<bool>]) -> Vec<bool> {
    if taken.iter().all(|it| !it.is_empty()) {
        return vec![false; taken.len()];
    }
    let Ok(all) = Automaton::unconstrained(space, &[]) else { return taken.iter().map(Vec::is_empty).collect() };
    let is_taken = |id: DecisionId, index: u32| {
        let values = &taken[id.0 as usize];
        values.is_empty() || values.get(index as usize) == Some(&true)
    };
    let possible = all.only(is_taken).taken();
    taken.iter().zip(possible).map(|(taken, possible)| taken.is_empty() && possible.is_empty()).collect()
}

/// Reports what is written in vain in a file, given every space of it with what its constraints leave; nothing where a
/// space has none, or where that is not known.
pub(crate) fn report(file: FileId, spaces: &[(&Space, Option<&Surplus>)], diagnostics: &mut Diagnostics) {
    decisions(file, spaces, diagnostics);
    picks(file, spaces, diagnostics);
    constraints(file, spaces, diagnostics);
}

fn decisions(file: FileId, spaces: &[(&Space, Option<&Surplus>)], diagnostics: &mut Diagnostics) {
    let mut causes = Causes::default();
    for place in place::all(file, spaces) {
        let Some(finding) = place.finding() else { continue };
        let causes = causes.of(&place, &finding);
        diagnostics.push(errors::in_vain(&place, &finding, &causes));
    }
}

/// Reports what picks everything. A `pick` in a loop often begins with as many items as it picks, so all that are made at a
/// place must be like that.
fn picks(file: FileId, spaces: &[(&Space, Option<&Surplus>)], diagnostics: &mut Diagnostics) {
    for place in place::all(file, spaces) {
        let mut domains = place.decisions.iter().map(|it| &it.decision().domain);
        if domains.all(|it| matches!(it, Domain::Subset { .. }) && it.size() == 1) {
            diagnostics.push(errors::picks_everything(place.span));
        }
    }
}

/// A constraint of a space.
struct Required<'a> {
    space: &'a Space,
    at: usize,
    is_idle: bool,
}

fn constraints(file: FileId, spaces: &[(&Space, Option<&Surplus>)], diagnostics: &mut Diagnostics) {
    let mut places: IndexMap<Span, Vec<Required<'_>>> = IndexMap::new();
    for (space, surplus) in spaces {
        let idle: BTreeSet<usize> = surplus.iter().flat_map(|it| it.idle.iter().copied()).collect();
        for (at, Constraint { span, .. }) in space.constraints.iter().enumerate().filter(|it| it.1.span.file == file) {
            places.entry(*span).or_default().push(Required { space, at, is_idle: idle.contains(&at) });
        }
    }
    for found in places.into_values().filter(|it| it.iter().all(|it| it.is_idle)) {
        let [Required { space, at, .. }, ..] = found[..] else { continue };
        let extents = super::feasible::extents(space, &[at]);
        diagnostics.push(errors::idle(space, at, &extents));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Library, compile};

    /// The code of each warning with the texts at its labels.
    fn labelled(text: &str) -> Vec<(&'static str, Vec<String>)> {
        let compilation = compile(&Library(&[]), "main.nas", text);
        let at = |it: &nas_grammar::Label| compilation.sources.text(it.span).to_owned();
        let diagnostics = compilation.diagnostics.iter();
        diagnostics.map(|it| (it.code.id, it.labels.iter().map(at).collect())).collect()
    }

    #[test]
    fn only_the_constraints_that_are_needed_are_blamed() {
        // 3 x 3 weights per channel, over 4 x 4 or, with a stride, 2 x 2 places.
        let text = "space Tiny {
  input x: image[1, 4, 4]
  let width = oneof [2, 4, 8]
  let stride = oneof [1, 2]
  x -> conv(width, stride: stride)
  require width != 3 or stride == 2
  require params >= 30
  require macs <= 150
}";
        let idle = ("N0905", vec!["require width != 3 or stride == 2".to_owned()]);
        let [few, many] = ["require params >= 30", "require macs <= 150"].map(str::to_owned);
        let width = ("N0904", vec!["oneof [2, 4, 8]".to_owned(), few, many.clone()]);
        let stride = ("N0904", vec!["oneof [1, 2]".to_owned(), many]);
        assert_eq!(labelled(text), [width, stride, idle]);
    }

    #[test]
    fn a_bound_says_what_there_is() {
        let text = "space Tiny {
  input x: image[1, 4, 4]
  x -> conv(oneof [2, 4])
  require flops <= 1M
}";
        let compilation = compile(&Library(&[]), "main.nas", text);
        let help = compilation.diagnostics[0].help.as_deref();
        assert_eq!(help, Some("over all architectures of the space: flops 576 to 1,152"));
    }
}
