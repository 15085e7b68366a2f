//! Elaboration: from the tree of a space to its graph.
//!
//! The body of a space is evaluated once. Scalars are expressions over decisions, tensors are nodes of the graph, and
//! where a decision leads to different things, all of them are elaborated, each under a *guard*: the condition under
//! which it exists. What must hold for the graph to be sound in every architecture is collected as obligations, which
//! the checker discharges once all decisions are known.

mod apply;
mod budget;
mod call;
mod constraint;
mod decision;
mod env;
mod errors;
mod expr;
mod frame;
mod function;
mod graph;
mod input;
mod list;
mod loops;
mod operator;
mod order;
mod param;
mod primitive;
mod probe;
mod site;
mod statement;
mod tie;
mod value;

use std::{rc::Rc, sync::Arc};

use indexmap::IndexMap;
use nas_grammar::{Diagnostic, Diagnostics, Span, ast};
use rustc_hash::FxBuildHasher;

use crate::{
    diagram::{Context, Proofs},
    ir::{self, Decision, ExprId, Exprs, Node, NodeId, Scalar},
    load::Modules,
    names::{ItemId, Names},
    ops::{Input, Problem},
};
use budget::Budget;
use env::Env;
pub(crate) use errors::ROUND;
use frame::Frames;
pub use function::{FUNCTIONS, Function};
pub use param::types;
use site::Site;
pub(crate) use site::{Use, used};
use value::{Kind, Value};

/// A mistake that is already in the diagnostics.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reported;

type Eval<T> = Result<T, Reported>;

/// Something that must hold wherever its guard does.
#[derive(Debug, Clone)]
pub(crate) struct Obligation {
    pub(crate) guard: ExprId,
    pub(crate) condition: ExprId,
    pub(crate) blame: Blame,
    pub(crate) span: Span,
    pub(crate) site: Site,
}

/// What is wrong where an obligation is not met.
#[derive(Debug, Clone)]
pub(crate) enum Blame {
    /// An operation cannot exist as it is.
    Operation { node: NodeId, op: &'static str, inputs: Rc<[Input]>, problem: Problem },
    /// An argument is outside of its range.
    Argument { name: String, value: ExprId, least: i64 },
    /// A number is not whole.
    NotWhole { name: String, value: ExprId },
    /// Weights do not have the shape of those that they are tied to.
    Tied { first: Span, op: &'static str },
    /// A tensor does not have the shape that was promised for it.
    Promise { node: NodeId, shape: ir::Shape },
    /// A calculation has no result.
    Undefined,
}

/// What elaboration makes of a space: the graph, and what is still to be checked.
#[derive(Debug)]
pub(crate) struct Elaborated {
    pub(crate) space: ir::Space,
    pub(crate) proofs: Proofs,
    pub(crate) obligations: Vec<Obligation>,
}

/// What elaboration reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program<'a> {
    pub(crate) modules: &'a Modules,
    pub(crate) names: &'a Names,
    /// The devices of the entry module.
    pub(crate) devices: &'a IndexMap<String, ir::DeviceTimes>,
}

/// An argument of a space.
#[derive(Debug, Clone)]
pub(crate) struct Argument {
    pub(crate) parameter: String,
    pub(crate) value: Scalar,
    /// Where it stands, if that is in the source.
    pub(crate) span: Option<Span>,
}

/// Elaborates a space with arguments. Nothing comes of a space with a mistake in it.
pub(crate) fn elaborate(
    program: Program<'_>,
    item: ItemId,
    arguments: &[Argument],
    diagnostics: &mut Diagnostics,
) -> Option<Elaborated> {
    let ast::Item::Space(space) = program.item(item) else { return None };
    let before = diagnostics.errors();
    let mut elaborator = Elaborator::new(program, diagnostics);
    let output = stacker::grow(STACK, || elaborator.space(item, space, arguments)).ok();
    let elaborated = elaborator.finish(&space.name.text, output);
    (diagnostics.errors() == before).then_some(elaborated?)
}

/// Evaluates an expression that stands outside of any space, such as an argument of a strategy.
pub(crate) fn constant(
    program: Program<'_>,
    module: crate::load::ModuleId,
    expr: &ast::Expr,
    diagnostics: &mut Diagnostics,
) -> Option<Scalar> {
    let mut elaborator = Elaborator::new(program, diagnostics);
    let value = stacker::grow(STACK, || elaborator.expr(&mut Env::new(module, 0), expr)).ok()?;
    match value.kind {
        Kind::Scalar(id, _) => elaborator.exprs.as_const(id).cloned(),
        _ => None,
    }
}

/// Elaboration recurses with the program; its depth is bounded by [`budget::DEPTH`].
const STACK: usize = 256 * 1024 * 1024;

/// What an elaboration has made so far.
struct Elaborator<'a> {
    program: Program<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The parameters of the space that are scalars, with their values.
    arguments: Vec<(String, Scalar)>,
    exprs: Exprs,
    decisions: Vec<Decision>,
    /// The decisions by path.
    paths: IndexMap<Arc<str>, usize, FxBuildHasher>,
    nodes: Vec<Node>,
    applied: graph::Applications,
    ties: tie::Ties,
    proofs: Proofs,
    probes: probe::Probes,
    obligations: Vec<Obligation>,
    requirements: Vec<constraint::Requirement<'a>>,
    constraints: Vec<ir::Constraint>,
    devices: Vec<ir::DeviceTimes>,
    frames: Frames,
    /// The use of a definition whose body is being evaluated.
    site: Site,
    /// The conditions that hold where elaboration stands: each by itself, and with all before it.
    guards: Vec<(ExprId, ExprId)>,
    /// The constants of all modules that were needed; nothing while one is being evaluated.
    constants: IndexMap<ItemId, Option<Value>>,
    budget: Budget,
    /// Whether costs and labels may be named: inside of a `require`.
    in_constraint: bool,
    /// What is being evaluated, if nothing can be decided or built there.
    fixed: Option<&'static str>,
    inputs: usize,
}

impl<'a> Program<'a> {
    /// Returns one item.
    pub(crate) fn item(self, id: ItemId) -> &'a ast::Item {
        &self.modules.get(id.module).ast.items[id.item as usize]
    }
}

impl<'a> Elaborator<'a> {
    fn new(program: Program<'a>, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            program,
            diagnostics,
            arguments: vec![],
            exprs: Exprs::default(),
            decisions: vec![],
            paths: IndexMap::default(),
            nodes: vec![],
            applied: graph::Applications::default(),
            ties: tie::Ties::default(),
            proofs: Proofs::default(),
            probes: probe::Probes::default(),
            obligations: vec![],
            requirements: vec![],
            constraints: vec![],
            devices: vec![],
            frames: Frames::new(),
            site: None,
            guards: vec![],
            constants: IndexMap::new(),
            budget: Budget::new(),
            in_constraint: false,
            fixed: None,
            inputs: 0,
        }
    }

    fn report<T>(&mut self, diagnostic: Diagnostic) -> Eval<T> {
        self.diagnostics.push(used(diagnostic, &self.site));
        Err(Reported)
    }

    // Guards

    /// Returns the condition that holds here.
    fn guard(&mut self) -> ExprId {
        match self.guards.last() {
            Some(it) => it.1,
            None => self.exprs.bool(true),
        }
    }

    /// Does something where a further condition holds; not at all where it cannot hold.
    fn under<T>(&mut self, condition: ExprId, act: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<Option<T>> {
        let here = self.guard();
        let together = self.exprs.all([here, condition]);
        if self.exprs.as_bool(together) == Some(false) {
            return Ok(None);
        }
        self.guards.push((condition, together));
        let result = act(self);
        self.guards.pop();
        result.map(Some)
    }

    /// Returns the condition that holds here beyond the first guards.
    fn guard_beyond(&mut self, guards: usize) -> ExprId {
        let further: Vec<ExprId> = self.guards[guards.min(self.guards.len())..].iter().map(|it| it.0).collect();
        self.exprs.all(further)
    }

    /// Notes what must hold here.
    fn oblige(&mut self, condition: ExprId, blame: Blame, span: Span) {
        if self.exprs.as_bool(condition) == Some(true) {
            return;
        }
        let guard = self.guard();
        self.obligations.push(Obligation { guard, condition, blame, span, site: self.site.clone() });
    }

    /// Returns every value that an expression takes.
    fn values(&mut self, expr: ExprId, span: Span) -> Eval<Vec<Option<Scalar>>> {
        if let Some(value) = self.exprs.as_const(expr) {
            return Ok(vec![Some(value.clone())]);
        }
        let context = Context { exprs: &self.exprs, decisions: &self.decisions };
        match self.proofs.exact.of(context, expr) {
            Ok(diagram) => Ok(self.proofs.exact.values(diagram)),
            Err(_) => self.report(errors::too_entangled(span)),
        }
    }

    /// Returns the least and the greatest value of a whole number.
    fn bounds(&mut self, expr: ExprId, span: Span) -> Eval<(i64, i64)> {
        let values = self.values(expr, span)?;
        let whole: Vec<i64> = values.iter().flatten().filter_map(Scalar::as_int).collect();
        match (whole.iter().min(), whole.iter().max()) {
            (Some(least), Some(greatest)) => Ok((*least, *greatest)),
            _ => self.report(errors::not_whole_count(span)),
        }
    }

    fn finish(mut self, name: &str, output: Option<NodeId>) -> Option<Elaborated> {
        order::order(&mut self.exprs, &mut self.decisions, &mut self.proofs, self.diagnostics);
        let space = ir::Space {
            format: ir::FORMAT,
            name: name.to_owned(),
            arguments: self.arguments,
            exprs: self.exprs,
            decisions: self.decisions,
            nodes: self.nodes,
            output: output?,
            constraints: self.constraints,
            devices: self.devices,
        };
        Some(Elaborated { space, proofs: self.proofs, obligations: self.obligations })
    }
}
