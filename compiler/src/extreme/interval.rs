//! What expressions can be under a region of architectures.
//!
//! What depends on one decision is known for each of its values. Of everything else bounds are computed as if every part
//! could take each of its values independently (interval arithmetic).

use super::{
    hull::Hulls,
    region::{Layout, Region},
};
use crate::ir::{BinaryOp, DecisionId, Expr, ExprId, Scalar, Space, UnaryOp, binary, is_member, unary, value_of};

/// The least and the greatest value. Those of a truth value are 0 for false and 1 for true.
pub(super) type Ends = [f64; 2];

pub(super) const ANY: Ends = [f64::NEG_INFINITY, f64::INFINITY];
const EITHER: Ends = [0.0, 1.0];

/// Up to here whole numbers are exact.
const EXACT: f64 = 9e15;

/// The most values of a decision for each of which an expression is calculated.
const TABLE: usize = 256;

/// How the ends of an expression are found.
#[derive(Debug, Clone)]
enum Code {
    /// They are always the same.
    Fixed(Ends),
    /// A truth value by that of a decision: a bit for each value under which it holds.
    Holds(usize, Box<[u64]>),
    /// A number by the value of a decision.
    Table(usize, Box<[Ends]>),
    /// What a diagram tells, by its place.
    Diagram(u32),
    Not(u32),
    Unary(UnaryOp, u32),
    Binary(BinaryOp, u32, u32),
    All(Box<[u32]>),
    Any(Box<[u32]>),
    Sum(Box<[u32]>),
    If(u32, u32, u32),
    /// The second where it equals the others, the third elsewhere.
    IfEqual([u32; 3], u32),
}

/// The values of an expression of one decision, by the index of its value.
type Values = (usize, Vec<Option<Scalar>>);

/// Bounds of some expressions of one space.
#[derive(Debug)]
pub(super) struct Intervals {
    codes: Vec<Code>,
    /// The place of each expression that is needed.
    places: Vec<u32>,
    /// The expressions that are no less than 1.
    positive: Vec<bool>,
    ends: Vec<Ends>,
    pub(super) hulls: Hulls,
    work: usize,
}

const UNUSED: u32 = u32::MAX;

impl Intervals {
    /// Prepares for some expressions, of which some are known to be positive.
    pub(super) fn new(space: &Space, layout: &Layout, roots: &[ExprId], positive: &[ExprId]) -> Self {
        let values = all_values(space, layout, roots);
        let mut is_needed = vec![false; space.exprs.len()];
        roots.iter().for_each(|it| is_needed[it.0 as usize] = true);
        let mut hulls = Hulls::new(space);
        let mut diagrams = vec![None; is_needed.len()];
        let is_known = knows_no_cost(space);
        for it in roots.iter().map(|it| it.0 as usize).filter(|it| is_known[*it]) {
            if values[it].is_none() && diagrams[it].is_none() && is_composed(space.exprs.get(ExprId(it as u32))) {
                diagrams[it] = Some(hulls.place(space, layout, ExprId(it as u32)));
            }
        }
        let diagram = |at: usize| diagrams[at].flatten();
        for at in (0..is_needed.len()).rev() {
            if is_needed[at] && values[at].is_none() && diagram(at).is_none() {
                space.exprs.get(ExprId(at as u32)).parts().iter().for_each(|it| is_needed[it.0 as usize] = true);
            }
        }
        let places = vec![UNUSED; is_needed.len()];
        let mut intervals = Self { codes: vec![], places, positive: vec![], ends: vec![], hulls, work: 0 };
        for at in (0..is_needed.len()).filter(|it| is_needed[*it]) {
            let code = match (&values[at], diagram(at)) {
                (Some(values), _) => table(values),
                (None, Some(place)) => Code::Diagram(place),
                (None, None) => intervals.code(space, space.exprs.get(ExprId(at as u32))),
            };
            intervals.work += code.work();
            intervals.places[at] = intervals.codes.len() as u32;
            intervals.codes.push(code);
        }
        intervals.positive = vec![false; intervals.codes.len()];
        for it in positive.iter().filter(|it| is_needed[it.0 as usize]) {
            intervals.positive[intervals.places[it.0 as usize] as usize] = true;
        }
        intervals
    }

    /// How much was looked at under the last region.
    pub(super) fn work(&self) -> usize {
        self.work + self.hulls.work()
    }

    /// Finds the ends of all expressions under a region.
    pub(super) fn learn(&mut self, layout: &Layout, region: &Region) {
        self.hulls.learn(layout, region);
        self.ends.clear();
        for at in 0..self.codes.len() {
            let [low, high] = self.of(layout, region, &self.codes[at]);
            let low = if self.positive[at] { low.max(1.0) } else { low };
            self.ends.push([low, high.max(low)]);
        }
    }

    /// The ends of an expression under the last region.
    pub(super) fn get(&self, expr: ExprId) -> Ends {
        self.ends[self.places[expr.0 as usize] as usize]
    }

    /// The decision that a condition is about, and the values under which it holds, if there is only one, of few values.
    pub(super) fn mask(&self, layout: &Layout, expr: ExprId) -> Option<(DecisionId, u64)> {
        match &self.codes[self.places[expr.0 as usize] as usize] {
            Code::Holds(decision, words) if layout.size(*decision) <= 64 => {
                Some((DecisionId(*decision as u32), words[0]))
            }
            _ => None,
        }
    }

    fn code(&self, space: &Space, expr: &Expr) -> Code {
        let place = |it: &ExprId| self.places[it.0 as usize];
        let places = |parts: &[ExprId]| parts.iter().map(place).collect();
        match expr {
            Expr::Const(value) => Code::Fixed(constant(Some(value))),
            Expr::Value(id) => {
                let decision = space.decision(*id);
                let ends = (0..decision.domain.size() as u32).map(|it| constant(value_of(decision, it).as_ref()));
                Code::Table(id.0 as usize, ends.collect())
            }
            Expr::Is(id, index) => holds(space, *id, |it| it == *index),
            Expr::Member(id, item) => holds(space, *id, |it| is_member(space.decision(*id), it, *item)),
            Expr::Unary(UnaryOp::Not, operand) => Code::Not(place(operand)),
            Expr::Unary(op, operand) => Code::Unary(*op, place(operand)),
            Expr::Binary(op, left, right) => Code::Binary(*op, place(left), place(right)),
            Expr::All(parts) => Code::All(places(parts)),
            Expr::Any(parts) => Code::Any(places(parts)),
            Expr::Sum(terms) => Code::Sum(places(terms)),
            Expr::If(condition, then, otherwise) => match space.exprs.get(*condition) {
                Expr::Binary(BinaryOp::Equal, left, right) if left == then || right == then => {
                    let other = if left == then { right } else { left };
                    Code::IfEqual([place(condition), place(then), place(other)], place(otherwise))
                }
                _ => Code::If(place(condition), place(then), place(otherwise)),
            },
            Expr::Cost(..) | Expr::Latency(_) => Code::Fixed(ANY),
            Expr::Connected => Code::Fixed(EITHER),
        }
    }

    fn of(&self, layout: &Layout, region: &Region, code: &Code) -> Ends {
        let get = |it: &u32| self.ends[*it as usize];
        match code {
            Code::Fixed(ends) => *ends,
            Code::Holds(decision, words) => {
                let taken = layout.words(region, *decision);
                let fails = taken.iter().zip(words).any(|(taken, holds)| taken & !holds != 0);
                let holds = taken.iter().zip(words).any(|(taken, holds)| taken & holds != 0);
                [f64::from(!fails), f64::from(holds)]
            }
            Code::Table(decision, ends) => {
                let ends = layout.values(region, *decision).filter_map(|it| ends.get(it as usize).copied());
                ends.reduce(hull).unwrap_or(ANY)
            }
            Code::Diagram(place) => self.hulls.get(*place),
            Code::Not(operand) => {
                let [low, high] = truth(get(operand));
                [1.0 - high, 1.0 - low]
            }
            Code::Unary(op, operand) => monotone(*op, get(operand)),
            Code::Binary(op, left, right) => combined(*op, get(left), get(right)),
            Code::All(parts) => {
                parts.iter().map(get).map(truth).fold([1.0, 1.0], |all, it| [all[0].min(it[0]), all[1].min(it[1])])
            }
            Code::Any(parts) => {
                parts.iter().map(get).map(truth).fold([0.0, 0.0], |any, it| [any[0].max(it[0]), any[1].max(it[1])])
            }
            Code::Sum(terms) => terms.iter().map(get).fold([0.0, 0.0], |sum, it| combined(BinaryOp::Add, sum, it)),
            Code::If(condition, then, otherwise) => chosen(truth(get(condition)), get(then), get(otherwise)),
            Code::IfEqual([condition, then, other], otherwise) => {
                let (then, other) = (get(then), get(other));
                let both = [then[0].max(other[0]), then[1].min(other[1])];
                chosen(truth(get(condition)), if both[0] <= both[1] { both } else { then }, get(otherwise))
            }
        }
    }
}

impl Code {
    fn work(&self) -> usize {
        match self {
            Self::Holds(_, words) => words.len(),
            Self::Table(_, ends) => ends.len(),
            Self::All(parts) | Self::Any(parts) | Self::Sum(parts) => 1 + parts.len(),
            _ => 1,
        }
    }
}

/// The values of all expressions that some are made of, where they depend on one decision.
fn all_values(space: &Space, layout: &Layout, roots: &[ExprId]) -> Vec<Option<Values>> {
    let mut is_part = vec![false; space.exprs.len()];
    roots.iter().for_each(|it| is_part[it.0 as usize] = true);
    for at in (0..is_part.len()).rev() {
        if is_part[at] {
            space.exprs.get(ExprId(at as u32)).parts().iter().for_each(|it| is_part[it.0 as usize] = true);
        }
    }
    let mut values: Vec<Option<Values>> = vec![None; is_part.len()];
    for at in (0..is_part.len()).filter(|it| is_part[*it]) {
        values[at] = tabulate(space, layout, space.exprs.get(ExprId(at as u32)), &values);
    }
    values
}

/// Whether decisions alone determine each expression: it mentions no cost of the whole architecture.
fn knows_no_cost(space: &Space) -> Vec<bool> {
    let mut known = Vec::with_capacity(space.exprs.len());
    for at in 0..space.exprs.len() {
        let expr = space.exprs.get(ExprId(at as u32));
        let is_cost = matches!(expr, Expr::Cost(..) | Expr::Latency(_) | Expr::Connected);
        let is_known = !is_cost && expr.parts().iter().all(|it| known[it.0 as usize]);
        known.push(is_known);
    }
    known
}

/// Whether an expression is more than a test of one decision.
fn is_composed(expr: &Expr) -> bool {
    !matches!(expr, Expr::Const(_) | Expr::Value(_) | Expr::Is(..) | Expr::Member(..))
}

/// The values of an expression that depends on one decision.
fn tabulate(space: &Space, layout: &Layout, expr: &Expr, known: &[Option<Values>]) -> Option<Values> {
    if matches!(expr, Expr::Const(_) | Expr::Cost(..) | Expr::Latency(_) | Expr::Connected) {
        return None;
    }
    let mut own = match expr {
        Expr::Value(id) | Expr::Is(id, _) | Expr::Member(id, _) => Some(id.0 as usize),
        _ => None,
    };
    for part in expr.parts() {
        match (&known[part.0 as usize], own) {
            (None, _) if space.exprs.as_const(part).is_some() => {}
            (None, _) => return None,
            (Some((decision, _)), Some(own)) if *decision != own => return None,
            (Some((decision, _)), _) => own = Some(*decision),
        }
    }
    let decision = own?;
    let size = layout.size(decision);
    let value = |index: usize| {
        let get = |it: &ExprId| match &known[it.0 as usize] {
            Some((_, values)) => values[index].clone(),
            None => space.exprs.as_const(*it).cloned(),
        };
        calculate(space, expr, index as u32, &get)
    };
    (size <= TABLE).then(|| (decision, (0..size).map(value).collect()))
}

/// The values of parts of an expression.
type Get<'a> = &'a dyn Fn(&ExprId) -> Option<Scalar>;

/// The value of an expression, given those of its parts.
pub(super) fn calculate(space: &Space, expr: &Expr, index: u32, get: Get<'_>) -> Option<Scalar> {
    let holds = |it: &ExprId| get(it).and_then(|it| it.as_bool()).unwrap_or(false);
    match expr {
        Expr::Const(value) => Some(value.clone()),
        Expr::Value(id) => value_of(space.decision(*id), index),
        Expr::Is(_, wanted) => Some(Scalar::Bool(index == *wanted)),
        Expr::Member(id, item) => Some(Scalar::Bool(is_member(space.decision(*id), index, *item))),
        Expr::Unary(UnaryOp::Not, operand) => Some(Scalar::Bool(!holds(operand))),
        Expr::Unary(op, operand) => unary(*op, &get(operand)?),
        Expr::Binary(op, left, right) => binary(*op, &get(left)?, &get(right)?),
        Expr::All(parts) => Some(Scalar::Bool(parts.iter().all(holds))),
        Expr::Any(parts) => Some(Scalar::Bool(parts.iter().any(holds))),
        Expr::Sum(terms) => terms.iter().try_fold(Scalar::Int(0), |sum, it| binary(BinaryOp::Add, &sum, &get(it)?)),
        Expr::If(condition, then, otherwise) => get(if holds(condition) { then } else { otherwise }),
        Expr::Cost(..) | Expr::Latency(_) | Expr::Connected => None,
    }
}

fn table((decision, values): &Values) -> Code {
    // What has no value does not hold.
    let is_truth = values.iter().all(|it| matches!(it, Some(Scalar::Bool(_)) | None));
    if !is_truth {
        return Code::Table(*decision, values.iter().map(|it| constant(it.as_ref())).collect());
    }
    let mut words = vec![0; values.len().div_ceil(64)];
    for (at, _) in values.iter().enumerate().filter(|it| *it.1 == Some(Scalar::Bool(true))) {
        words[at / 64] |= 1 << (at % 64);
    }
    if values.iter().any(Option::is_none) && values.iter().all(Option::is_none) {
        return Code::Fixed(ANY);
    }
    Code::Holds(*decision, words.into())
}

fn holds(space: &Space, id: DecisionId, holds: impl Fn(u32) -> bool) -> Code {
    let size = space.decision(id).domain.size();
    let mut words = vec![0; size.max(1).div_ceil(64)];
    (0..size).filter(|it| holds(*it as u32)).for_each(|it| words[it / 64] |= 1 << (it % 64));
    Code::Holds(id.0 as usize, words.into())
}

pub(super) fn constant(value: Option<&Scalar>) -> Ends {
    match value {
        Some(Scalar::Bool(it)) => [f64::from(*it); 2],
        Some(other) => other.as_float().map_or(ANY, |it| [it; 2]),
        None => ANY,
    }
}

/// The ends of a condition: what has no value does not hold.
fn truth(ends: Ends) -> Ends {
    [ends[0].clamp(0.0, 1.0), ends[1].clamp(0.0, 1.0)]
}

pub(super) fn hull(left: Ends, right: Ends) -> Ends {
    [left[0].min(right[0]), left[1].max(right[1])]
}

fn chosen(condition: Ends, then: Ends, otherwise: Ends) -> Ends {
    match condition {
        [low, _] if low >= 1.0 => then,
        [_, high] if high <= 0.0 => otherwise,
        _ => hull(then, otherwise),
    }
}

fn monotone(op: UnaryOp, [low, high]: Ends) -> Ends {
    match op {
        UnaryOp::Negate => [-high, -low],
        UnaryOp::Floor => [low.floor(), high.floor()],
        UnaryOp::Ceil => [low.ceil(), high.ceil()],
        UnaryOp::Round => [low.round(), high.round()],
        UnaryOp::Abs if low >= 0.0 => [low, high],
        _ => ANY,
    }
}

fn combined(op: BinaryOp, [a, b]: Ends, [c, d]: Ends) -> Ends {
    match op {
        BinaryOp::Add => exact([a + c, b + d]),
        BinaryOp::Subtract => exact([a - d, b - c]),
        BinaryOp::Multiply => corners([a * c, a * d, b * c, b * d]),
        BinaryOp::Divide if c > 0.0 => corners([a / c, a / d, b / c, b / d]),
        BinaryOp::FloorDivide if c > 0.0 => corners([a / c, a / d, b / c, b / d].map(f64::floor)),
        BinaryOp::Power if a >= 1.0 => corners([a.powf(c), a.powf(d), b.powf(c), b.powf(d)]),
        BinaryOp::Remainder if is_one([a, b]) && is_one([c, d]) && c > 0.0 => [a - (a / c).floor() * c; 2],
        BinaryOp::Remainder if c > 0.0 => [0.0, d],
        BinaryOp::Min => [a.min(c), b.min(d)],
        BinaryOp::Max => [a.max(c), b.max(d)],
        BinaryOp::Less => [f64::from(b < c), f64::from(a < d)],
        BinaryOp::LessEqual => [f64::from(b <= c), f64::from(a <= d)],
        BinaryOp::Equal => [f64::from(is_one([a, b, c, d])), f64::from(a <= d && c <= b)],
        _ => ANY,
    }
}

/// Whether numbers are all the same one.
fn is_one<const N: usize>(values: [f64; N]) -> bool {
    values.iter().all(|it| it.is_finite() && it.total_cmp(&values[0]).is_eq())
}

/// The bounds of what lies between some values; nothing is known of values too large to be exact.
fn corners(values: [f64; 4]) -> Ends {
    if values.iter().any(|it| it.is_nan()) {
        return ANY;
    }
    exact([
        values.iter().copied().fold(f64::INFINITY, f64::min),
        values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    ])
}

/// Beyond 2^53 whole numbers are rounded.
fn exact([low, high]: Ends) -> Ends {
    let low = if low.is_nan() || low < -EXACT { f64::NEG_INFINITY } else { low.min(EXACT) };
    let high = if high.is_nan() || high > EXACT { f64::INFINITY } else { high.max(-EXACT) };
    [low, high]
}
