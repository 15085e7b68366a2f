//! What an architecture costs.

use crate::{
    instantiate::instantiate,
    ir::{Assignment, Built, CostKind, Evaluator, Expr, ExprId, Network, Node, Scalar, Space},
    simplify::{is_connected, simplify},
};

/// Bytes of one element of an activation.
pub(crate) const ELEMENT: u64 = 4;

/// Returns a cost of a network.
pub fn cost(network: &Network, kind: CostKind) -> u64 {
    match kind {
        CostKind::Params => network.params(),
        CostKind::Macs => network.macs(),
        CostKind::Flops => network.macs().saturating_mul(2),
        CostKind::Memory => memory(network),
        CostKind::Depth => network.depth(),
    }
}

/// Returns a cost of an architecture. What is a mere sum over operations is counted without building the network.
pub fn cost_of(space: &Space, assignment: &Assignment, kind: CostKind) -> u64 {
    match kind {
        CostKind::Params => total(space, assignment, |it| it.params),
        CostKind::Macs => total(space, assignment, |it| it.macs),
        CostKind::Flops => total(space, assignment, |it| it.macs).saturating_mul(2),
        CostKind::Memory | CostKind::Depth => cost(&instantiate(space, assignment), kind),
    }
}

fn total(space: &Space, assignment: &Assignment, of: impl Fn(&Node) -> ExprId) -> u64 {
    let mut evaluator = Evaluator::new(space, assignment);
    let of_one = |it: &Node| if evaluator.holds(it.guard) { evaluator.size(of(it)) } else { 0 };
    space.nodes.iter().map(of_one).fold(0, u64::saturating_add)
}

/// Peak bytes of activations that are alive together for one input, when operations run in order and a value is
/// released after its last use, as the runtime does.
pub fn memory(network: &Network) -> u64 {
    let mut last_use: Vec<usize> = (0..network.operations.len()).collect();
    for (at, operation) in network.operations.iter().enumerate() {
        operation.inputs.iter().for_each(|it| last_use[*it] = at);
    }
    if let Some(output) = last_use.get_mut(network.output) {
        *output = network.operations.len();
    }
    let bytes = |at: usize| {
        let elements = network.operations[at].shape.iter().fold(1, |size: u64, it| size.saturating_mul(*it as u64));
        u128::from(ELEMENT) * u128::from(elements)
    };
    let mut alive = 0;
    let mut peak = 0;
    for (at, operation) in network.operations.iter().enumerate() {
        alive += bytes(at);
        peak = peak.max(alive);
        let mut ended: Vec<usize> =
            operation.inputs.iter().copied().chain([at]).filter(|it| last_use[*it] == at).collect();
        ended.sort_unstable();
        ended.dedup();
        alive -= ended.into_iter().map(bytes).sum::<u128>();
    }
    u64::try_from(peak).unwrap_or(u64::MAX)
}

/// A time in seconds.
pub(crate) fn seconds(picoseconds: u64) -> f64 {
    picoseconds as f64 / 1e12
}

/// Returns whether an architecture meets every constraint.
pub fn is_feasible(space: &Space, assignment: &Assignment) -> bool {
    if space.constraints.is_empty() {
        return true;
    }
    let mut evaluator = costs(space, assignment).evaluator;
    space.constraints.iter().all(|it| evaluator.holds(it.condition))
}

/// Returns the constraints that an architecture does not meet.
pub fn violated(space: &Space, assignment: &Assignment) -> Vec<usize> {
    if space.constraints.is_empty() {
        return vec![];
    }
    let mut evaluator = costs(space, assignment).evaluator;
    (0..space.constraints.len()).filter(|it| !evaluator.holds(space.constraints[*it].condition)).collect()
}

/// An architecture whose costs are known, so that constraints have values.
pub(crate) struct Costs<'a> {
    pub(crate) evaluator: Evaluator<'a>,
    /// The costs as built that constraints mention.
    pub(crate) values: Vec<(CostKind, u64)>,
}

/// Evaluates every cost that constraints of a space mention.
pub(crate) fn costs<'a>(space: &'a Space, assignment: &Assignment) -> Costs<'a> {
    let mut costs = Costs { evaluator: Evaluator::new(space, assignment), values: vec![] };
    for (id, expr) in cost_expressions(space) {
        let Some(value) = evaluate(space, assignment, expr) else { continue };
        if let (Expr::Cost(kind, Built::AsBuilt), Some(amount)) = (expr, value.as_float()) {
            costs.values.push((*kind, amount as u64));
        }
        costs.evaluator.set(id, value);
    }
    costs
}

/// The costs that constraints of a space mention.
fn cost_expressions(space: &Space) -> Vec<(ExprId, &Expr)> {
    let all = (0..space.exprs.len()).map(|it| (ExprId(it as u32), space.exprs.get(ExprId(it as u32))));
    all.filter(|it| matches!(it.1, Expr::Cost(..) | Expr::Latency(_) | Expr::Connected)).collect()
}

/// Evaluates a cost; nothing for a time that was not measured.
fn evaluate(space: &Space, assignment: &Assignment, expr: &Expr) -> Option<Scalar> {
    let (kind, value) = match expr {
        Expr::Cost(kind, Built::AsBuilt) => (*kind, cost_of(space, assignment, *kind)),
        Expr::Cost(kind, Built::Simplified) => (*kind, cost(&simplify(&instantiate(space, assignment)), *kind)),
        Expr::Latency(device) => {
            let device = space.devices.iter().find(|it| it.name == *device)?;
            let picoseconds = instantiate(space, assignment).latency(&device.picoseconds);
            return picoseconds.map(|it| Scalar::Duration(seconds(it)));
        }
        _ => return Some(Scalar::Bool(is_connected(&instantiate(space, assignment)))),
    };
    let value = i64::try_from(value).unwrap_or(i64::MAX);
    Some(if kind == CostKind::Memory { Scalar::Bytes(value) } else { Scalar::Int(value) })
}
