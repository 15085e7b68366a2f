//! Inputs that some architectures ignore: `zero` cuts all their ways to the output.
//!
//! Such a network trains and learns nothing but how frequent the classes are. Published spaces contain some and say so; a
//! space that neither requires nor mentions `connected` may not know. The warning gives an architecture that is feasible for
//! certain, or there is none.

use nas_grammar::{Diagnostics, codes};

use super::{errors, exclude};
use crate::{
    allow::allows_at,
    cost::is_feasible,
    diagram::{Diagrams, Partial, TooEntangled},
    feasible::{Feasible, ROUGHLY},
    instantiate::instantiate,
    ir::{Assignment, DecisionId, Evaluator, Expr, NodeId, NodeKind, Space},
    load::Module,
    simplify::ignored_inputs,
    whole::{Graph, connected},
};

/// Some choices that cut an input off, and the input.
pub(super) struct Ignored {
    pub(super) input: NodeId,
    pub(super) choices: Partial,
}

/// Warns of each space of a module that has architectures which ignore an input, and neither mentions `connected` nor
/// answers the warning.
pub(crate) fn report<'a>(module: &Module, spaces: impl Iterator<Item = &'a Space>, diagnostics: &mut Diagnostics) {
    for space in spaces {
        // The output may be made in a block that the space uses; its inputs stand in itself.
        let Some(input) = space.nodes.iter().find(|it| matches!(it.kind, NodeKind::Input { .. })) else { continue };
        let is_answered = allows_at(module, &codes::IGNORED_INPUT, input.span);
        if input.span.file == module.file
            && !is_answered
            && may_ignore(space)
            && let Ok(Some(ignored)) = find(space)
        {
            diagnostics.push(errors::ignored(space, &ignored));
        }
    }
}

/// Whether it is worth a look: something may cut a way, and the space does not say what to make of that.
fn may_ignore(space: &Space) -> bool {
    let cuts = |kind: &NodeKind| matches!(kind, NodeKind::Primitive { op, .. } if op == "zero");
    let says = |it: &Expr| matches!(it, Expr::Connected);
    space.nodes.iter().any(|it| cuts(&it.kind))
        && !space.constraints.iter().any(|it| space.exprs.within(it.condition).any(says))
}

fn find(space: &Space) -> Result<Option<Ignored>, TooEntangled> {
    let mut diagrams = Diagrams::new();
    let graph = Graph::new(space, &mut diagrams)?;
    for part in connected(&graph, &mut diagrams)? {
        let cut = diagrams.not(part)?;
        let cut = exclude(space, &mut diagrams, cut)?;
        let Some(choices) = diagrams.witness(cut) else { continue };
        if let Some(input) = ignored_with(space, &choices) {
            return Ok(Some(Ignored { input, choices }));
        }
    }
    Ok(None)
}

/// The input that some feasible architecture with these choices ignores.
fn ignored_with(space: &Space, choices: &[(DecisionId, u32)]) -> Option<NodeId> {
    let chosen = |id: DecisionId| choices.iter().find(|it| it.0 == id).map(|it| it.1);
    let first = Evaluator::assign(space, |id, _| chosen(id).unwrap_or(0));
    ignored(space, &first).or_else(|| {
        let feasible = Feasible::new(space, &[], ROUGHLY).ok()?;
        let with = feasible.only(|id, index| chosen(id).is_none_or(|it| it == index))?;
        ignored(space, &with.get(0_u32.into())?.assignment)
    })
}

/// The first input that an architecture ignores, if it is feasible.
fn ignored(space: &Space, assignment: &Assignment) -> Option<NodeId> {
    if !is_feasible(space, assignment) {
        return None;
    }
    let network = instantiate(space, assignment);
    let first = ignored_inputs(&network).next()?;
    Some(network.operations[first].origin)
}

#[cfg(test)]
mod tests {
    use crate::{Library, compile};

    /// The code, the message and the labels of each warning.
    type Warning = (&'static str, String, Vec<String>);

    fn warnings(text: &str) -> Vec<Warning> {
        let compilation = compile(&Library(&[]), "main.nas", text);
        let labels = |it: &nas_grammar::Diagnostic| it.labels.iter().map(|it| it.text.clone()).collect();
        compilation.diagnostics.iter().map(|it| (it.code.id, it.message.clone(), labels(it))).collect()
    }

    /// Two edges in a row and one that passes them by.
    fn edges(constraint: &str) -> String {
        format!(
            "op edge() = oneof {{ none: zero(), conv: conv(2), skip: identity() }}
space Edges {{
  input x: image[2, 4, 4]
  let first = edge()
  let past = edge()
  let second = edge()
  sum(x -> first -> second, x -> past) -> global_avg_pool() -> linear(2)
  {constraint}
}}"
        )
    }

    #[test]
    fn an_example_is_a_smallest_set_of_choices() {
        let [(code, message, labels)] = &warnings(&edges(""))[..] else { panic!("one warning") };
        assert_eq!((*code, message.as_str()), ("N0906", "some architectures of `Edges` ignore their input `x`"));
        assert_eq!(labels[1..].concat(), "`first`: none, `past`: none");
    }

    #[test]
    fn what_constraints_exclude_is_no_example() {
        assert_eq!(warnings(&edges("require not (past is none)")).iter().filter(|it| it.0 == "N0906").count(), 0);
        // Two convolutions have 36 weights each beside the 6 of the classifier; so one way is open.
        assert_eq!(warnings(&edges("require params >= 78")).iter().filter(|it| it.0 == "N0906").count(), 0);
        // One convolution may stand behind a cut.
        assert_eq!(warnings(&edges("require params >= 42")).iter().filter(|it| it.0 == "N0906").count(), 1);
    }

    #[test]
    fn a_space_that_mentions_it_knows() {
        assert_eq!(warnings(&edges("require connected")), []);
        assert_eq!(warnings(&edges("require connected or (first is none)")).len(), 0);
    }
}
