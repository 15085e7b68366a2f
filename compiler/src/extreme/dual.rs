//! No architecture of a region has less of a sum than this: Lagrangian decomposition.
//!
//! A sum of costs is taken apart into functions of few decisions, each a diagram. As if each function could choose its own
//! values, the least of the sum is no less than the sum of the least of each. Amounts by the values of decisions are moved
//! between the functions, which changes no sum, such that this bound grows: what one value costs in one function, another
//! one sees (min-marginal averaging on decision diagrams: Lange and Swoboda, "Efficient Message Passing for 0-1 ILPs with
//! Binary Decision Diagrams", ICML 2021; as the message-passing bound of Globerson and Jaakkola, NIPS 2007, a function
//! gives each decision an equal share). All amounts are whole numbers, so the bound holds exactly. Constraints are left out:
//! with them there may be more.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{
    End,
    region::{Layout, Region},
};
use crate::{
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    ir::{BinaryOp, CostKind, DecisionId, Expr, ExprId, Scalar, Space},
};

/// The most runs of values that are looked into to take a sum apart.
const WORK: u64 = 4_000_000;

/// The most that are looked into for an expression as a whole.
const WHOLE: u64 = 500;

/// The most decisions of an expression that is not taken apart.
const FEW: usize = 4;

/// The most nodes of all functions.
const NODES: usize = 100_000;

/// The most functions that a product of two sums is taken apart into.
const TERMS: usize = 256;

/// How many times amounts are moved from each function to the others.
const SWEEPS: usize = 400;

/// The most parts that are looked at to suggest an architecture.
const SUGGEST: usize = 50_000_000;

/// Shares are rounded down to this part of a unit.
const UNIT: i64 = 1 << 10;

/// The largest sum of all amounts: sums of shares are far from where they overflow.
const SUM: i64 = 1 << 46;

/// More than any amount.
const NEVER: i64 = 1 << 60;

/// A part of a function.
#[derive(Debug)]
enum Part {
    Leaf(i64),
    /// A decision, by its place among those of the function, and what is left up to each value.
    Test(usize, Box<[(u32, u32)]>),
}

/// A function of some decisions.
#[derive(Debug)]
struct Function {
    decisions: Vec<usize>,
    /// By decision and value: what was moved here.
    moved: Vec<Vec<i64>>,
    /// Each after those that follow it; the last is the first that is tested.
    parts: Vec<Part>,
}

/// A sum as functions whose least values make up a bound.
#[derive(Debug)]
pub(super) struct Dual {
    functions: Vec<Function>,
    /// By decision and value: what belongs to no function.
    free: Vec<Vec<i64>>,
    work: usize,
}

impl Dual {
    /// Takes a cost apart, if that is possible, to find out how little there is of it, or how much.
    pub(super) fn new((space, layout): (&Space, &Layout), kind: CostKind, end: End) -> Option<Self> {
        if !matches!(kind, CostKind::Params | CostKind::Macs | CostKind::Flops) {
            return None;
        }
        let mut apart =
            Apart { space, diagrams: Diagrams::new(), known: IndexMap::default(), terms: IndexMap::default() };
        apart.diagrams.allow(WORK);
        let factor = if kind == CostKind::Flops { 2 } else { 1 };
        let factor = if end == End::Least { factor } else { -factor };
        for node in &space.nodes {
            let amount = if kind == CostKind::Params { node.params } else { node.macs };
            apart.add(node.guard, amount, factor).ok()?;
        }
        let terms: Vec<Diagram> = apart.terms.values().copied().collect();
        let mut functions = vec![];
        let mut nodes = 0;
        for term in terms {
            functions.push(function(&apart.diagrams, layout, term)?);
            nodes += functions.last().map_or(0, |it: &Function| it.parts.len());
            if nodes > NODES {
                return None;
            }
        }
        let most: i64 = functions.iter().map(Function::most).fold(0, i64::saturating_add);
        if most > SUM {
            return None;
        }
        let free = (0..layout.len()).map(|it| vec![0; layout.size(it)]).collect();
        let mut dual = Self { functions, free, work: nodes };
        dual.raise(layout);
        Some(dual)
    }

    /// Moves amounts between functions as long as that raises the bound.
    fn raise(&mut self, layout: &Layout) {
        let all = layout.all();
        let mut before = self.scaled(layout, &all);
        for sweep in 0..SWEEPS {
            if sweep % 2 == 0 {
                (0..self.functions.len()).for_each(|it| self.share(layout, &all, it));
            } else {
                (0..self.functions.len()).rev().for_each(|it| self.share(layout, &all, it));
            }
            if sweep % 8 == 7 {
                let now = self.scaled(layout, &all);
                if now <= before {
                    break;
                }
                before = now;
            }
        }
    }

    /// Takes all that belongs to no function into one, and gives back what it can spare for each decision.
    fn share(&mut self, layout: &Layout, region: &Region, at: usize) {
        let function = &mut self.functions[at];
        for (decision, moved) in function.decisions.iter().zip(&mut function.moved) {
            let free = &mut self.free[*decision];
            moved.iter_mut().zip(free).for_each(|(moved, free)| *moved += std::mem::take(free));
        }
        let count = function.decisions.len() as i64;
        let marginals = function.marginals(layout, region);
        let least = marginals.iter().flatten().copied().min().unwrap_or(0);
        for (place, marginals) in marginals.iter().enumerate() {
            for (value, marginal) in marginals.iter().enumerate() {
                let spare = (marginal - least) / count;
                function.moved[place][value] -= spare;
                self.free[function.decisions[place]][value] += spare;
            }
        }
    }

    /// No architecture of a region has less.
    pub(super) fn bound(&self, layout: &Layout, region: &Region) -> i64 {
        let bound = self.scaled(layout, region);
        bound.div_euclid(UNIT) + i64::from(bound.rem_euclid(UNIT) > 0)
    }

    /// A value of each decision, one after the other that with which the bound is least, if that is not too much work.
    pub(super) fn preferred(&self, layout: &Layout) -> Option<Vec<Option<u32>>> {
        let values: usize = (0..layout.len()).map(|it| layout.size(it)).sum();
        if values.saturating_mul(self.work) > SUGGEST {
            return None;
        }
        let mut region = layout.all();
        let mut preferred = vec![];
        for decision in 0..layout.len() {
            let mut best = (i64::MAX, 0);
            for value in 0..layout.size(decision) as u32 {
                layout.set(&mut region, decision, value);
                best = best.min((self.scaled(layout, &region), value));
            }
            layout.set(&mut region, decision, best.1);
            preferred.push(Some(best.1));
        }
        Some(preferred)
    }

    /// How much is looked at for a bound.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    fn scaled(&self, layout: &Layout, region: &Region) -> i64 {
        let of_functions = self.functions.iter().map(|it| it.least(layout, region));
        let free =
            |decision: usize| layout.values(region, decision).map(move |it| self.free[decision][it as usize]).min();
        of_functions.chain((0..layout.len()).filter_map(free)).fold(0, i64::saturating_add)
    }
}

impl Function {
    /// The largest amount, by size.
    fn most(&self) -> i64 {
        let amounts =
            self.parts.iter().filter_map(|it| if let Part::Leaf(it) = it { Some(it.abs() / UNIT) } else { None });
        amounts.max().unwrap_or(0)
    }

    /// The place of the decision that a part tests first: behind all for a leaf.
    fn place(&self, part: u32) -> usize {
        match &self.parts[part as usize] {
            Part::Leaf(_) => self.decisions.len(),
            Part::Test(place, _) => *place,
        }
    }

    /// The least of what was moved here for each decision, added up: in front of each.
    fn skipped(&self, layout: &Layout, region: &Region) -> Vec<i64> {
        let mut sums = vec![0];
        for (decision, moved) in self.decisions.iter().zip(&self.moved) {
            let least = layout.values(region, *decision).map(|it| moved[it as usize]).min().unwrap_or(0);
            sums.push(sums.last().copied().unwrap_or(0) + least);
        }
        sums
    }

    /// What is left at least from each part on.
    fn rest(&self, layout: &Layout, region: &Region, skipped: &[i64]) -> Vec<i64> {
        let mut rest: Vec<i64> = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            rest.push(match part {
                Part::Leaf(amount) => *amount,
                Part::Test(place, runs) => {
                    let mut least = NEVER;
                    let mut first = 0;
                    for (end, child) in runs {
                        let values = std::mem::replace(&mut first, *end)..*end;
                        let allowed = values.filter(|it| layout.allows(region, self.decisions[*place], *it));
                        if let Some(moved) = allowed.map(|it| self.moved[*place][it as usize]).min() {
                            let between = skipped[self.place(*child)] - skipped[place + 1];
                            least = least.min(moved + between + rest[*child as usize]);
                        }
                    }
                    least
                }
            });
        }
        rest
    }

    /// The least value.
    fn least(&self, layout: &Layout, region: &Region) -> i64 {
        let skipped = self.skipped(layout, region);
        let rest = self.rest(layout, region, &skipped);
        let root = self.parts.len() - 1;
        skipped[self.place(root as u32)] + rest[root]
    }

    /// By decision and value: the least where the decision takes the value.
    fn marginals(&self, layout: &Layout, region: &Region) -> Vec<Vec<i64>> {
        let skipped = self.skipped(layout, region);
        let rest = self.rest(layout, region, &skipped);
        let mut marginals: Vec<Vec<i64>> = self.moved.iter().map(|it| vec![NEVER; it.len()]).collect();
        // By decision: the least where it is not tested.
        let mut untested = vec![NEVER; self.decisions.len()];
        let root = self.parts.len() - 1;
        let mut before = vec![NEVER; self.parts.len()];
        before[root] = skipped[self.place(root as u32)];
        untested[..self.place(root as u32)].fill(before[root] + rest[root]);
        for at in (0..self.parts.len()).rev() {
            let Part::Test(place, runs) = &self.parts[at] else { continue };
            let mut first = 0;
            for (end, child) in runs {
                let until = self.place(*child);
                let between = skipped[until] - skipped[place + 1];
                let mut least = NEVER;
                for value in std::mem::replace(&mut first, *end)..*end {
                    if layout.allows(region, self.decisions[*place], value) {
                        let here = before[at] + self.moved[*place][value as usize] + between;
                        let marginal = &mut marginals[*place][value as usize];
                        *marginal = (*marginal).min(here + rest[*child as usize]);
                        least = least.min(here);
                    }
                }
                before[*child as usize] = before[*child as usize].min(least);
                untested[place + 1..until].iter_mut().for_each(|it| *it = (*it).min(least + rest[*child as usize]));
            }
        }
        for (place, marginals) in marginals.iter_mut().enumerate() {
            let least = skipped[place + 1] - skipped[place];
            for value in layout.values(region, self.decisions[place]) {
                let moved = self.moved[place][value as usize];
                let marginal = &mut marginals[value as usize];
                *marginal = (*marginal).min(untested[place] - least + moved);
            }
        }
        marginals
    }
}

/// A diagram of whole numbers as a function.
fn function(diagrams: &Diagrams, layout: &Layout, term: Diagram) -> Option<Function> {
    let decisions: Vec<usize> = diagrams.support(term).iter().map(|it| it.0 as usize).collect();
    let moved = decisions.iter().map(|it| vec![0; layout.size(*it)]).collect();
    let mut function = Function { decisions, moved, parts: vec![] };
    let mut places = IndexMap::default();
    keep(diagrams, term, &mut function, &mut places)?;
    Some(function)
}

fn keep(
    diagrams: &Diagrams,
    diagram: Diagram,
    function: &mut Function,
    places: &mut IndexMap<Diagram, u32, FxBuildHasher>,
) -> Option<u32> {
    if let Some(place) = places.get(&diagram) {
        return Some(*place);
    }
    let part = match diagrams.first(diagram) {
        None => Part::Leaf(diagrams.as_value(diagram)??.as_int()?.checked_mul(UNIT)?),
        Some((decision, runs)) => {
            let mut kept = vec![];
            for (end, child) in runs {
                let child = stacker::maybe_grow(64 * 1024, 1024 * 1024, || keep(diagrams, child, function, places))?;
                kept.push((end, child));
            }
            let place = function.decisions.binary_search(&(decision.0 as usize)).ok()?;
            Part::Test(place, kept.into())
        }
    };
    let place = function.parts.len() as u32;
    function.parts.push(part);
    places.insert(diagram, place);
    Some(place)
}

/// Takes sums apart.
struct Apart<'a> {
    space: &'a Space,
    diagrams: Diagrams,
    /// By expression: functions whose sum it is.
    known: IndexMap<ExprId, Vec<Diagram>, FxBuildHasher>,
    /// By decisions: the function of these.
    terms: IndexMap<Vec<DecisionId>, Diagram, FxBuildHasher>,
}

impl Apart<'_> {
    /// Adds a multiple of an amount where a condition holds.
    fn add(&mut self, condition: ExprId, amount: ExprId, factor: i64) -> Result<(), TooEntangled> {
        let context = Context { exprs: &self.space.exprs, decisions: &self.space.decisions };
        let condition = self.diagrams.of(context, condition)?;
        for term in self.apart(amount)? {
            let term = self.within(condition, term)?;
            let term = self.diagrams.times(term, factor)?;
            let decisions = self.diagrams.support(term);
            let sum = match self.terms.get(&decisions) {
                Some(other) => self.diagrams.plus(*other, term)?,
                None => term,
            };
            self.terms.insert(decisions, sum);
        }
        Ok(())
    }

    /// A function where a condition holds, and 0 elsewhere. What is without a value there is not asked for.
    fn within(&mut self, condition: Diagram, term: Diagram) -> Result<Diagram, TooEntangled> {
        self.diagrams.combine(&[condition, term], &mut |values| {
            let holds = values[0].and_then(Scalar::as_bool) == Some(true);
            Some(values[1].filter(|_| holds).cloned().unwrap_or(Scalar::Int(0)))
        })
    }

    /// Functions whose sum an expression is.
    fn apart(&mut self, expr: ExprId) -> Result<Vec<Diagram>, TooEntangled> {
        if let Some(known) = self.known.get(&expr) {
            return Ok(known.clone());
        }
        let context = Context { exprs: &self.space.exprs, decisions: &self.space.decisions };
        let before = self.diagrams.allow(WHOLE);
        let whole = self.diagrams.of(context, expr);
        self.diagrams.restore(before);
        let terms = match whole {
            Ok(whole) if self.diagrams.support(whole).len() <= FEW => vec![whole],
            _ => stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.parts(expr))?,
        };
        self.known.insert(expr, terms.clone());
        Ok(terms)
    }

    /// Functions whose sum an expression is, by its parts.
    fn parts(&mut self, expr: ExprId) -> Result<Vec<Diagram>, TooEntangled> {
        let space = self.space;
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        match space.exprs.get(expr) {
            Expr::Sum(parts) => {
                let mut terms = vec![];
                for part in parts {
                    terms.extend(self.apart(*part)?);
                }
                Ok(terms)
            }
            Expr::Binary(BinaryOp::Add, left, right) => {
                let mut terms = self.apart(*left)?;
                terms.extend(self.apart(*right)?);
                Ok(terms)
            }
            Expr::Binary(BinaryOp::Multiply, left, right) => {
                let (left, right) = (self.apart(*left)?, self.apart(*right)?);
                if left.len() * right.len() > TERMS {
                    return Err(TooEntangled);
                }
                let mut terms = vec![];
                for one in &left {
                    for other in &right {
                        terms.push(self.diagrams.binary(BinaryOp::Multiply, *one, *other)?);
                    }
                }
                Ok(terms)
            }
            Expr::If(condition, then, otherwise) => {
                let condition = self.diagrams.of(context, *condition)?;
                let not = self.diagrams.not(condition)?;
                let mut terms = vec![];
                for (condition, amount) in [(condition, *then), (not, *otherwise)] {
                    for term in self.apart(amount)? {
                        terms.push(self.within(condition, term)?);
                    }
                }
                Ok(terms)
            }
            _ => Ok(vec![self.diagrams.of(context, expr)?]),
        }
    }
}
