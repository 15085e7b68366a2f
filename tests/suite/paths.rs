//! Laws of automata: their paths are the architectures that brute force finds.

use std::collections::BTreeSet;

use nas_compiler::{
    automaton::{Automaton, Paths, Rounding},
    cost::{cost_of, is_feasible},
    ir::{Assignment, BinaryOp, Built, Constraint, CostKind, Expr, Scalar, Space},
};
use num_bigint::BigUint;

use crate::Failure;

const COSTS: [CostKind; 2] = [CostKind::Params, CostKind::Macs];
const STATES: usize = 1_000_000;

/// Without constraints the paths are all assignments, each weighs what it costs, and the extremes are those of all.
pub(crate) fn are_architectures(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let automaton = Automaton::unconstrained(space, &COSTS).map_err(|_| "too entangled")?;
    let paths = Paths::new(automaton);
    let found = listed(space, &paths)?;
    if !found.iter().eq(all.iter().collect::<BTreeSet<_>>()) {
        return Err(format!("{} paths, {} architectures", found.len(), all.len()));
    }
    extremes(space, paths.automaton(), all)
}

/// With bounds the paths are the feasible assignments: all and only, a superset, and a subset.
pub(crate) fn meet_bounds(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let mut macs: Vec<u64> = all.iter().map(|it| cost_of(space, it, CostKind::Macs)).collect();
    macs.sort_unstable();
    let narrow = bounded(space, macs[macs.len() / 2]);
    for space in [space, &narrow] {
        let automaton = Automaton::new(space, &COSTS).map_err(|_| "too entangled")?;
        if !automaton.is_complete() {
            continue;
        }
        let feasible: Vec<Assignment> = all.iter().filter(|it| is_feasible(space, it)).cloned().collect();
        let within = |rounding| automaton.within(rounding, STATES).ok_or("too many states");
        let exact = Paths::new(within(Rounding::Exact)?);
        let found = listed(space, &exact)?;
        if !found.iter().eq(feasible.iter().collect::<BTreeSet<_>>()) {
            return Err(format!("{} paths, {} feasible architectures", found.len(), feasible.len()));
        }
        extremes(space, exact.automaton(), &feasible)?;
        let more = listed(space, &Paths::new(within(Rounding::Down(4))?))?;
        let less = listed(space, &Paths::new(within(Rounding::Up(4))?))?;
        if !found.is_subset(&more) || !less.is_subset(&found) {
            return Err(format!("{} in a superset, {} feasible, {} in a subset", more.len(), found.len(), less.len()));
        }
    }
    Ok(())
}

/// The space with one more constraint, `macs <= most`.
fn bounded(space: &Space, most: u64) -> Space {
    let mut space = space.clone();
    let macs = space.exprs.intern(Expr::Cost(CostKind::Macs, Built::AsBuilt));
    let most = space.exprs.intern(Expr::Const(Scalar::Int(most as i64)));
    let condition = space.exprs.intern(Expr::Binary(BinaryOp::LessEqual, macs, most));
    space.constraints.push(Constraint {
        condition,
        reason: None,
        text: String::new(),
        span: nas_grammar::Span::default(),
    });
    space
}

/// All paths; each comes once and weighs what it costs.
fn listed(space: &Space, paths: &Paths) -> Result<BTreeSet<Assignment>, Failure> {
    let mut found = BTreeSet::new();
    let mut number = BigUint::default();
    while let Some(path) = paths.get(number.clone()) {
        for kind in COSTS {
            let sum = paths.automaton().position(kind).map(|it| path.sums[it]);
            let cost = cost_of(space, &path.assignment, kind);
            if sum != Some(cost as i64) {
                return Err(format!("{:?} weighs {sum:?}, its {} are {cost}", path.assignment, kind.name()));
            }
        }
        if !found.insert(path.assignment) {
            return Err(format!("path {number} comes twice"));
        }
        number += 1_u32;
    }
    if number == *paths.count() { Ok(found) } else { Err(format!("{number} paths, {} counted", paths.count())) }
}

fn extremes(space: &Space, automaton: &Automaton, of: &[Assignment]) -> Result<(), Failure> {
    for kind in COSTS {
        let costs = || of.iter().map(|it| cost_of(space, it, kind) as i64);
        let at = automaton.position(kind).ok_or("a cost is missing")?;
        let sum = |it: nas_compiler::automaton::Path| (it.sums[at], cost_of(space, &it.assignment, kind) as i64);
        let found = (automaton.least(at).map(sum), automaton.greatest(at).map(sum));
        let expected = (costs().min().map(|it| (it, it)), costs().max().map(|it| (it, it)));
        if found != expected {
            return Err(format!("{} from {:?} to {:?}, brute force {expected:?}", kind.name(), found.0, found.1));
        }
    }
    Ok(())
}
