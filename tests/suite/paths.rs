//! Laws of automata: their paths are the architectures that brute force finds.

use std::collections::{BTreeMap, BTreeSet};

use nas_compiler::{
    automaton::{Automaton, Paths, Rounding},
    cost::{cost_of, is_feasible},
    extreme::{End, Extreme},
    feasible::{Count, Feasible},
    instantiate::instantiate,
    ir::{Assignment, BinaryOp, Built, Constraint, CostKind, DeviceTimes, Expr, ExprId, Scalar, Space},
};
use num_bigint::BigUint;

use crate::Failure;

const STATES: usize = 1_000_000;

/// Without constraints the paths are all assignments, each weighs what it costs, and the extremes are those of all.
pub(crate) fn are_architectures(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let automaton = Automaton::unconstrained(space, &CostKind::ALL).map_err(|_| "too entangled")?;
    let paths = Paths::new(automaton);
    let found = listed(space, &paths)?;
    if !found.iter().eq(all.iter().collect::<BTreeSet<_>>()) {
        return Err(format!("{} paths, {} architectures", found.len(), all.len()));
    }
    extremes(space, &paths, all)
}

/// With bounds the paths are the feasible assignments: all and only, a superset, and a subset.
pub(crate) fn meet_bounds(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let middle = |kind| {
        let mut costs: Vec<u64> = all.iter().map(|it| cost_of(space, it, kind)).collect();
        costs.sort_unstable();
        costs[costs.len() / 2]
    };
    let times = times(space, all);
    let mut spaces = vec![space.clone()];
    for (text, [first, second]) in [
        ("macs", [Bound::Cost(CostKind::Macs, middle(CostKind::Macs)), Bound::None]),
        ("depth", [Bound::Cost(CostKind::Depth, middle(CostKind::Depth)), Bound::None]),
        ("memory", [Bound::Cost(CostKind::Memory, middle(CostKind::Memory)), Bound::None]),
        ("latency", [Bound::Latency(times[times.len() / 2]), Bound::None]),
        ("either", [Bound::Cost(CostKind::Params, 0), Bound::Latency(times[times.len() / 3])]),
    ] {
        spaces.push(bounded(space, all, text, [first, second]));
    }
    let least = Bound::Cost(CostKind::Params, middle(CostKind::Params));
    let both = bounded(&spaces[1], all, "both", [least, Bound::None]);
    spaces.push(both);
    spaces.iter().try_for_each(|it| meets(it, all).map_err(|failure| format!("{}: {failure}", it.name)))
}

fn meets(space: &Space, all: &[Assignment]) -> Result<(), Failure> {
    let automaton = Automaton::new(space, &CostKind::ALL).map_err(|_| "too entangled")?;
    if !automaton.is_complete() {
        return Err("a constraint is left open".to_owned());
    }
    let feasible: Vec<Assignment> = all.iter().filter(|it| is_feasible(space, it)).cloned().collect();
    let within = |rounding| automaton.within(rounding, STATES).ok_or("too many states");
    let exact = Paths::new(within(Rounding::Exact)?);
    let found = listed(space, &exact)?;
    if !found.iter().eq(feasible.iter().collect::<BTreeSet<_>>()) {
        return Err(format!("{} paths, {} feasible architectures", found.len(), feasible.len()));
    }
    extremes(space, &exact, &feasible)?;
    in_halves(space, &automaton, &feasible)?;
    searched(space, &feasible)?;
    certain(space, feasible.len())?;
    let more = listed(space, &Paths::new(within(Rounding::Down(4))?))?;
    let less = listed(space, &Paths::new(within(Rounding::Up(4))?))?;
    if found.is_subset(&more) && less.is_subset(&found) {
        return Ok(());
    }
    Err(format!("{} in a superset, {} feasible, {} in a subset", more.len(), found.len(), less.len()))
}

/// Where no state may be told apart, one bound is met by halves: of the same paths, numbered in another order.
fn in_halves(space: &Space, automaton: &Automaton, feasible: &[Assignment]) -> Result<(), Failure> {
    const FEW: usize = 99;
    let Some(halves) = Paths::within(automaton, FEW) else { return Ok(()) };
    if !listed(space, &halves)?.iter().eq(feasible.iter().collect::<BTreeSet<_>>()) {
        return Err(format!("{} paths in halves, {} feasible architectures", halves.count(), feasible.len()));
    }
    extremes(space, &halves, feasible).map_err(|it| format!("in halves, {it}"))
}

/// However few states there may be, what is said of the count is true.
fn certain(space: &Space, feasible: usize) -> Result<(), Failure> {
    for states in [5, 20, 80, 150, 600] {
        let count = Feasible::new(space, &[], states).map_err(|_| "too entangled")?.count();
        let holds = match &count {
            Count::Exact(count) => *count == feasible.into(),
            Count::Between(least, most) => *least <= feasible.into() && *most >= feasible.into(),
        };
        if !holds {
            return Err(format!("{count:?} with {states} states, {feasible} feasible architectures"));
        }
    }
    Ok(())
}

/// Where paths tell no cost, a search finds its ends.
fn searched(space: &Space, of: &[Assignment]) -> Result<(), Failure> {
    let feasible = Feasible::new(space, &[], STATES).map_err(|_| "too entangled")?;
    for kind in CostKind::ALL {
        let cost = |it: &Assignment| cost_of(space, it, kind);
        let found = [End::Least, End::Greatest].map(|end| match feasible.extreme(kind, end) {
            Extreme::Of(path) if of.contains(&path.assignment) => Ok(Some(cost(&path.assignment))),
            Extreme::None => Ok(None),
            other => Err(other),
        });
        let expected = [of.iter().map(cost).min(), of.iter().map(cost).max()].map(Ok);
        if found != expected {
            return Err(format!("{} searched: {found:?}, brute force {expected:?}", kind.name()));
        }
    }
    Ok(())
}

/// One side of a disjunction.
#[derive(Clone, Copy)]
enum Bound {
    /// It is never met.
    None,
    Cost(CostKind, u64),
    /// In picoseconds.
    Latency(u64),
}

/// The space with a device and one more constraint, of which one bound is to be met.
fn bounded(space: &Space, all: &[Assignment], name: &str, bounds: [Bound; 2]) -> Space {
    let mut space = Space { name: name.to_owned(), ..space.clone() };
    space.devices.push(device(&space, all));
    let sides = bounds.map(|it| side(&mut space, it));
    let condition = space.exprs.any(sides);
    let span = nas_grammar::Span::default();
    space.constraints.push(Constraint { condition, reason: None, text: String::new(), span });
    space
}

fn side(space: &mut Space, bound: Bound) -> ExprId {
    let (value, most) = match bound {
        Bound::None => return space.exprs.bool(false),
        Bound::Cost(CostKind::Memory, most) => {
            (Expr::Cost(CostKind::Memory, Built::AsBuilt), Scalar::Bytes(most as i64))
        }
        Bound::Cost(kind, most) => (Expr::Cost(kind, Built::AsBuilt), Scalar::Int(most as i64)),
        Bound::Latency(most) => (Expr::Latency(DEVICE.to_owned()), Scalar::Duration(most as f64 / 1e12)),
    };
    let (value, most) = (space.exprs.intern(value), space.exprs.constant(most));
    space.exprs.binary(BinaryOp::LessEqual, value, most)
}

const DEVICE: &str = "device";

/// A device on which every operation takes a time of its own.
fn device(space: &Space, all: &[Assignment]) -> DeviceTimes {
    let mut picoseconds = BTreeMap::new();
    for network in all.iter().map(|it| instantiate(space, it)) {
        for at in 0..network.operations.len() {
            let next = 1_000 + 37 * picoseconds.len() as u64;
            picoseconds.entry(network.key(at)).or_insert(next);
        }
    }
    DeviceTimes { name: DEVICE.to_owned(), picoseconds: picoseconds.into_iter().collect() }
}

/// The times of all architectures on it, ascending.
fn times(space: &Space, all: &[Assignment]) -> Vec<u64> {
    let device = device(space, all);
    let time = |it| instantiate(space, it).latency(&device.picoseconds).unwrap_or(0);
    let mut times: Vec<u64> = all.iter().map(time).collect();
    times.sort_unstable();
    times
}

/// All paths; each comes once and weighs what it costs.
fn listed(space: &Space, paths: &Paths) -> Result<BTreeSet<Assignment>, Failure> {
    let mut found = BTreeSet::new();
    let mut number = BigUint::default();
    while let Some(path) = paths.get(number.clone()) {
        for kind in CostKind::ALL {
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

fn extremes(space: &Space, paths: &Paths, of: &[Assignment]) -> Result<(), Failure> {
    for kind in CostKind::ALL {
        let costs = || of.iter().map(|it| cost_of(space, it, kind) as i64);
        let at = paths.automaton().position(kind).ok_or("a cost is missing")?;
        let sum = |it: nas_compiler::automaton::Path| (it.sums[at], cost_of(space, &it.assignment, kind) as i64);
        let found = (paths.least(at).map(sum), paths.greatest(at).map(sum));
        let expected = (costs().min().map(|it| (it, it)), costs().max().map(|it| (it, it)));
        if found != expected {
            return Err(format!("{} from {:?} to {:?}, brute force {expected:?}", kind.name(), found.0, found.1));
        }
    }
    Ok(())
}
