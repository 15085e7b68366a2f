//! The order of decisions: whether one is made depends on earlier ones only.
//!
//! They are met in that order, with one exception. A decision of a cell instance is made where any of its uses exists,
//! and a later use may depend on a decision that was met after the first use.

use nas_grammar::Diagnostics;

use super::errors;
use crate::{
    diagram::Proofs,
    ir::{Decision, DecisionId, Exprs},
};

/// Puts every decision behind those that say whether it is made; elsewhere the order stays.
pub(super) fn order(
    exprs: &mut Exprs,
    decisions: &mut Vec<Decision>,
    proofs: &mut Proofs,
    diagnostics: &mut Diagnostics,
) {
    let needs: Vec<Vec<DecisionId>> = decisions.iter().map(|it| exprs.decisions(it.active)).collect();
    let is_ordered = needs.iter().enumerate().all(|(at, it)| it.iter().all(|it| (it.0 as usize) < at));
    if is_ordered {
        return;
    }
    let sequence = match sequence(&needs) {
        Ok(sequence) => sequence,
        Err(stuck) => return diagnostics.push(errors::too_entangled(decisions[stuck].span)),
    };
    let mut places = vec![DecisionId(0); decisions.len()];
    for (place, at) in sequence.iter().enumerate() {
        places[*at] = DecisionId(place as u32);
    }
    *exprs = exprs.renumbered(|it| places[it.0 as usize]);
    *decisions = sequence.into_iter().map(|it| decisions[it].clone()).collect();
    // Diagrams test decisions in their order, which is another one now.
    *proofs = Proofs::default();
}

/// The positions in an order that meets all needs, or a decision that needs itself.
fn sequence(needs: &[Vec<DecisionId>]) -> Result<Vec<usize>, usize> {
    let mut placed = vec![false; needs.len()];
    let mut sequence = Vec::with_capacity(needs.len());
    while sequence.len() < needs.len() {
        let before = sequence.len();
        for at in 0..needs.len() {
            if !placed[at] && needs[at].iter().all(|it| placed[it.0 as usize]) {
                placed[at] = true;
                sequence.push(at);
            }
        }
        if sequence.len() == before {
            return Err(placed.iter().position(|it| !it).unwrap_or_default());
        }
    }
    Ok(sequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_stands_behind_what_it_needs() {
        let needs = [vec![DecisionId(2)], vec![], vec![DecisionId(1)]];
        assert_eq!(sequence(&needs), Ok(vec![1, 2, 0]));
        assert_eq!(sequence(&[vec![DecisionId(1)], vec![DecisionId(0)]]), Err(0));
    }
}
