//! `tied(op)`: an operation whose uses share their decisions and their weights.
//!
//! The primitives of the first use are noted in order. Those of a later use are the same ones in the same order, and each
//! is tied to its like: it uses the weights of whichever of them exists first, which counts them.

use std::sync::Arc;

use indexmap::IndexMap;
use nas_grammar::Span;
use rustc_hash::FxBuildHasher;

use super::{
    Blame, Elaborator, Eval, Kind,
    call::Call,
    env::Env,
    errors,
    graph::Applied,
    value::{Bound, OpValue, Tensors, Value},
};
use crate::{
    ir::{ExprId, NodeId, NodeKind},
    ops::Primitive,
};

/// A tied operation, by position in [`Ties::of`].
#[derive(Debug, Clone, Copy)]
pub(super) struct TieId(usize);

/// One use of a tied operation that is being elaborated.
#[derive(Debug)]
struct Use {
    tie: TieId,
    /// How many primitives it made so far; nothing for the first use, which the others follow.
    made: Option<usize>,
    span: Span,
}

/// The first use of a tied operation.
#[derive(Debug)]
struct First {
    span: Span,
    /// Its primitives, in order.
    nodes: Vec<NodeId>,
}

/// All tied operations.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// The first use of each; nothing before that.
    of: Vec<Option<First>>,
    /// The uses around the place of elaboration, outermost first.
    open: Vec<Use>,
    /// The conditions under which nodes exist that are tied to a node, its own first.
    guards: IndexMap<NodeId, Vec<ExprId>, FxBuildHasher>,
}

impl<'a> Elaborator<'a> {
    /// `tied(op)`
    pub(super) fn tied(&mut self, env: &mut Env<'a>, call: &Call<'_, 'a>) -> Eval<Value> {
        let arg = match call.args {
            [only] => only,
            [] => return self.report(errors::missing_argument(call.span, "tied", "op", "op")),
            _ => return self.report(errors::too_many_arguments(call.span, "tied", 1)),
        };
        let name = call.name.unwrap_or("tied");
        let value = self.named(env, &arg.value, Some(name))?;
        let Kind::Op(op) = &value.kind else {
            return self.report(errors::wrong_argument(arg.span, "op", "an operation", value.describe()));
        };
        // Like a cell, it is decided once.
        let (op, path) = match &**op {
            OpValue::Definition(Bound { instance: Some(_), .. }) => (value.clone(), None),
            OpValue::Definition(bound) => {
                let instance = Some(self.frames.unique(name));
                (Value::op(OpValue::Definition(Bound { instance, ..bound.clone() })), None)
            }
            _ => (value.clone(), Some(self.frames.unique(name))),
        };
        let tie = TieId(self.ties.of.len());
        self.ties.of.push(None);
        let tied = Value::op(OpValue::Tied { tie, path, op, span: call.span });
        if call.tensors.is_empty() { Ok(tied) } else { self.apply(&tied, call.tensors.clone(), call.span) }
    }

    /// Uses a tied operation; `path` is where its decisions are made, unless it says so itself.
    pub(super) fn use_tied(
        &mut self,
        (tie, path): (TieId, Option<&Arc<str>>),
        op: &Value,
        tensors: Tensors,
        span: Span,
    ) -> Eval<Value> {
        let made = self.ties.of[tie.0].as_ref().map(|_| 0);
        self.ties.of[tie.0].get_or_insert(First { span, nodes: vec![] });
        self.ties.open.push(Use { tie, made, span });
        if let Some(path) = path {
            self.frames.enter_instance(path.clone());
        }
        let value = self.apply(op, tensors, span);
        if path.is_some() {
            self.frames.leave();
        }
        let closed = self.ties.open.pop();
        if value.is_err() && made.is_none() {
            // What is wrong with the first use is no measure for another.
            self.ties.of[tie.0] = None;
        }
        let value = value?;
        let first = self.ties.of[tie.0].as_ref();
        match (closed.and_then(|it| it.made), first) {
            (Some(made), Some(first)) if made < first.nodes.len() => {
                let diagnostic = errors::differing_use([span, first.span], "does less");
                self.report(diagnostic)
            }
            _ => Ok(value),
        }
    }

    /// Returns the node whose weights the next one uses, if it is tied to an earlier one.
    pub(super) fn holder(&mut self, op: &Primitive, applied: &Applied) -> Eval<Option<NodeId>> {
        let next = NodeId(self.nodes.len() as u32);
        let mut like = None;
        for at in 0..self.ties.open.len() {
            let Use { tie, made, span } = &mut self.ties.open[at];
            let Some(first) = &mut self.ties.of[tie.0] else { continue };
            match made {
                None => first.nodes.push(next),
                Some(made) => {
                    let uses = [*span, first.span];
                    let Some(node) = first.nodes.get(*made) else {
                        return self.report(errors::differing_use(uses, "does more"));
                    };
                    *made += 1;
                    like = like.or(Some((*node, uses)));
                }
            }
        }
        let Some((like, uses)) = like else { return Ok(None) };
        let holder = self.nodes[like.0 as usize].tied.unwrap_or(like);
        self.demand_likeness(holder, op, applied, uses)?;
        Ok(Some(holder))
    }

    /// Notes that a node must have weights of the same shape as another.
    fn demand_likeness(&mut self, holder: NodeId, op: &Primitive, applied: &Applied, uses: [Span; 2]) -> Eval<()> {
        let first = &self.nodes[holder.0 as usize];
        let NodeKind::Primitive { op: first_op, args } = &first.kind else { return Ok(()) };
        if first_op != op.name {
            return self.report(errors::differing_use(uses, "does something else"));
        }
        let mut pairs = vec![(first.params, applied.inferred.params)];
        pairs.extend(args.iter().zip(applied.args.iter()).map(|(first, it)| (first.1, it.1)));
        if let (Some(source), Some(input)) = (first.inputs.first(), applied.inputs.first()) {
            let shape = self.shape_of(source.source);
            // The last dimension of a sequence, the first of anything else.
            if shape.kind == input.shape.kind && self.exprs.as_int(applied.inferred.params) != Some(0) {
                let at = usize::from(shape.dims.len() == 2);
                pairs.push((shape.dims[at], input.shape.dims[at]));
            }
        }
        let equal: Vec<ExprId> = pairs.into_iter().map(|(first, it)| self.exprs.equal(first, it)).collect();
        let condition = self.exprs.all(equal);
        let [here, first] = uses;
        self.oblige(condition, Blame::Tied { first, op: op.name }, here);
        Ok(())
    }

    /// The weights that a node counts: none where one that it is tied to exists before it.
    pub(super) fn counted(&mut self, holder: Option<NodeId>, params: ExprId) -> ExprId {
        let here = self.guard();
        let none = self.exprs.int(0);
        let Some(holder) = holder else { return params };
        let own = self.nodes[holder.0 as usize].guard;
        let before = self.ties.guards.entry(holder).or_insert_with(|| vec![own]);
        if before.contains(&here) {
            return none;
        }
        let known = before.clone();
        before.push(here);
        let before = self.exprs.any(known);
        self.exprs.choose(before, none, params)
    }
}
