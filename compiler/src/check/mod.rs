//! The promise that every architecture of a space can be built.
//!
//! Elaboration notes what must hold and where. Here each such obligation is decided for the whole space at once: the
//! assignments under which it is needed but does not hold form a diagram, and the space is sound when that diagram is
//! `false`. Otherwise its shortest path is the smallest set of choices that breaks it. Constraints over decisions count:
//! what they exclude is no architecture.

mod errors;
mod feasible;
mod ignored;
mod interval;
mod size;
mod surplus;
mod timed;
mod witness;

use nas_grammar::{Diagnostics, codes};

use crate::{
    diagram::{Context, Diagram, Diagrams, Partial, TooEntangled},
    elaborate::{Blame, Elaborated, Obligation, Use},
    ir::{Expr, ExprId, Space},
};
pub(crate) use ignored::report as report_ignored;
pub use interval::Intervals;
pub(crate) use surplus::{Surplus, report};
pub use timed::operations;
use witness::{Example, Witness};

/// Discharges all obligations of a space; what fails is reported.
///
/// Returns what the constraints of a sound space leave, as far as that is known.
pub(crate) fn check(elaborated: &mut Elaborated, diagnostics: &mut Diagnostics) -> Option<Surplus> {
    let tainted = vec![false; elaborated.space.nodes.len()];
    let mut checker = Checker {
        tainted,
        undefined: false,
        fractions: vec![],
        intervals: Intervals::default(),
        elaborated,
        diagnostics,
    };
    let before = checker.diagnostics.errors();
    checker.run();
    if checker.diagnostics.errors() == before {
        checker.sizes();
    }
    if checker.diagnostics.errors() == before {
        timed::check(&checker.elaborated.space, checker.diagnostics);
    }
    if checker.diagnostics.errors() > before || has_unread_number(checker.diagnostics) {
        return None;
    }
    let superset = feasible::check(&checker.elaborated.space, checker.diagnostics)?;
    (checker.diagnostics.errors() == before).then(|| Surplus::new(&checker.elaborated.space, &superset))
}

/// Whether a number could not be read. Another stands for it, so what constraints come to says nothing.
fn has_unread_number(diagnostics: &Diagnostics) -> bool {
    diagnostics.iter().any(|it| it.code.id == codes::BAD_NUMBER.id)
}

struct Checker<'a> {
    elaborated: &'a mut Elaborated,
    diagnostics: &'a mut Diagnostics,
    /// Nodes that already are in trouble, or follow from one that is: further trouble there says nothing new.
    tainted: Vec<bool>,
    intervals: Intervals,
    /// Whether a calculation without a result was reported.
    undefined: bool,
    /// The bodies in which a number was reported not to be whole, with the choices that make it so.
    fractions: Vec<(Option<*const Use>, Partial)>,
}

impl Checker<'_> {
    fn run(&mut self) {
        let mut next_node = 0;
        for obligation in std::mem::take(&mut self.elaborated.obligations) {
            if let Blame::Operation { node, .. } = obligation.blame {
                self.spread(&mut next_node, node.0 as usize);
                if self.tainted[node.0 as usize] {
                    continue;
                }
            }
            if self.discharge(&obligation) == Err(TooEntangled) {
                // What follows is hardly less entangled, and every attempt takes its time.
                return self.diagnostics.push(errors::too_entangled(obligation.span));
            }
        }
    }

    /// Marks what follows from trouble, up to a node.
    fn spread(&mut self, from: &mut usize, to: usize) {
        for at in *from..=to {
            let nodes = &self.elaborated.space.nodes;
            let tainted = nodes[at].inputs.iter().any(|it| self.tainted[it.source.0 as usize]);
            self.tainted[at] |= tainted;
        }
        *from = to.max(*from);
    }

    fn discharge(&mut self, obligation: &Obligation) -> Result<(), TooEntangled> {
        let Some(found) = self.broken(obligation)? else { return Ok(()) };
        if let Blame::Operation { node, .. } = obligation.blame {
            self.tainted[node.0 as usize] = true;
        }
        if matches!(obligation.blame, Blame::NotWhole { .. }) {
            // Further ones there mostly come of the same calculation.
            let fraction = (obligation.site.as_ref().map(std::rc::Rc::as_ptr), found.needed.clone());
            if self.fractions.contains(&fraction) {
                return Ok(());
            }
            self.fractions.push(fraction);
        }
        let witness = Witness::of(&self.elaborated.space, found);
        let is_undefined = matches!(obligation.blame, Blame::Undefined);
        let has_no_result = !witness.has_value(obligation.condition);
        // What has no result is blamed where it is calculated, not again where it is used.
        if !(has_no_result && self.undefined) {
            self.diagnostics.push(errors::broken(obligation, &witness));
        }
        self.undefined |= is_undefined || has_no_result;
        Ok(())
    }

    /// Returns the fewest choices under which an obligation is needed but not met.
    fn broken(&mut self, obligation: &Obligation) -> Result<Option<Example>, TooEntangled> {
        let space = &self.elaborated.space;
        if self.intervals.always(&space.exprs, &space.decisions, obligation.condition) {
            return Ok(None);
        }
        self.possible(|diagrams, context| {
            let condition = diagrams.of(context, obligation.condition)?;
            let unmet = diagrams.not(condition)?;
            if diagrams.as_bool(unmet) == Some(false) {
                return Ok(unmet);
            }
            let guard = diagrams.of(context, obligation.guard)?;
            diagrams.and(guard, unmet)
        })
    }

    /// Returns the fewest choices under which something holds that should never hold.
    fn possible(
        &mut self,
        condition: impl Fn(&mut Diagrams, Context<'_>) -> Result<Diagram, TooEntangled>,
    ) -> Result<Option<Example>, TooEntangled> {
        let Elaborated { space, proofs, .. } = &mut *self.elaborated;
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        let Some(holds) = proofs.possible(|diagrams| condition(diagrams, context))? else { return Ok(None) };
        let allowed = exclude(space, &mut proofs.exact, holds)?;
        let Some(choices) = proofs.exact.witness(allowed) else { return Ok(None) };
        let not = proofs.exact.not(holds)?;
        let never = exclude(space, &mut proofs.exact, not)?;
        let needed = needed(&mut proofs.exact, never, &choices)?;
        Ok(Some(Example { choices, needed }))
    }
}

/// Those of some choices that are needed so that something is impossible: the others only meet constraints.
fn needed(diagrams: &mut Diagrams, impossible: Diagram, choices: &Partial) -> Result<Partial, TooEntangled> {
    let mut needed: Partial = vec![];
    for at in 0..choices.len() {
        let mut left = impossible;
        for (decision, index) in needed.iter().chain(&choices[at + 1..]) {
            left = diagrams.restrict(left, *decision, *index)?;
        }
        if diagrams.as_bool(left) != Some(false) {
            needed.push(choices[at]);
        }
    }
    Ok(needed)
}

/// Leaves out of a set of assignments what constraints over decisions exclude.
fn exclude(space: &Space, diagrams: &mut Diagrams, set: Diagram) -> Result<Diagram, TooEntangled> {
    let context = Context { exprs: &space.exprs, decisions: &space.decisions };
    let mut left = set;
    for constraint in &space.constraints {
        if has_cost(space, constraint.condition) {
            continue;
        }
        let condition = diagrams.of(context, constraint.condition)?;
        left = diagrams.and(left, condition)?;
    }
    Ok(left)
}

/// Returns whether an expression depends on a cost of the whole architecture.
pub(crate) fn has_cost(space: &Space, id: ExprId) -> bool {
    space.exprs.within(id).any(|it| matches!(it, Expr::Cost(..) | Expr::Latency(_) | Expr::Connected))
}

/// The code under which a broken obligation is reported.
fn code(blame: &Blame) -> &'static nas_grammar::Code {
    use crate::ops::Problem;
    match blame {
        Blame::Operation { problem: Problem::Disagree { .. } | Problem::Unlike { .. }, .. } | Blame::Promise { .. } => {
            &codes::SHAPES_DISAGREE
        }
        Blame::Operation { problem: Problem::Empty { .. }, .. } => &codes::EMPTY_RESULT,
        Blame::Operation { problem: Problem::NotDivisible { .. }, .. } => &codes::NOT_DIVISIBLE,
        Blame::Operation { problem: Problem::NothingToMerge, .. } => &codes::NOTHING_TO_MERGE,
        Blame::Argument { .. }
        | Blame::Operation { problem: Problem::TooFew { .. } | Problem::TooLarge { .. }, .. } => &codes::OUT_OF_RANGE,
        Blame::Tied { .. } => &codes::TIED_DIFFER,
        Blame::NotWhole { .. } => &codes::WRONG_TYPE,
        Blame::Undefined => &codes::NOT_A_NUMBER,
    }
}
