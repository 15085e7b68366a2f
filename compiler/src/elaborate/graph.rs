//! Making nodes.

use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
    rc::Rc,
};

use indexmap::IndexMap;
use nas_grammar::Span;
use rustc_hash::FxBuildHasher;
use smallvec::SmallVec;

use super::{Blame, Elaborator, Eval, errors};
use crate::{
    ir::{Arguments, Edge, ExprId, Node, NodeId, NodeKind, Shape},
    ops::{Arity, Demand, Inferred, Input, Primitive, Rule},
};

/// The edges into a node.
type Edges = SmallVec<[Edge; 2]>;

/// What a primitive is applied to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    op: &'static str,
    args: Arguments,
    inputs: SmallVec<[Input; 1]>,
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The names of the arguments hardly tell keys apart that the rest does not.
        self.op.hash(state);
        self.args.iter().for_each(|it| it.1.hash(state));
        self.inputs.hash(state);
    }
}

/// What comes of it.
#[derive(Debug)]
pub(super) struct Applied {
    pub(super) inferred: Inferred,
    pub(super) inputs: Rc<[Input]>,
    pub(super) args: Arguments,
    demands: Vec<Demand>,
}

/// Every application of a primitive so far.
pub(super) type Applications = IndexMap<Key, Rc<Applied>, FxBuildHasher>;

impl Elaborator<'_> {
    /// Makes an input of the network.
    pub(super) fn source(&mut self, kind: NodeKind, shape: Shape, span: Span) -> NodeId {
        let none = self.exprs.int(0);
        self.node((kind, None), Edges::new(), (shape, [none, none]), span)
    }

    fn node(
        &mut self,
        (kind, tied): (NodeKind, Option<NodeId>),
        inputs: Edges,
        (shape, [params, macs]): (Shape, [ExprId; 2]),
        span: Span,
    ) -> NodeId {
        let guard = self.guard();
        let scope = self.frames.path();
        self.nodes.push(Node { kind, tied, inputs, shape, guard, params, macs, scope, span });
        NodeId((self.nodes.len() - 1) as u32)
    }

    /// Applies a primitive: infers what comes out of it and notes what must hold for that.
    pub(super) fn operation(
        &mut self,
        op: &'static Primitive,
        args: &Arguments,
        inputs: Edges,
        span: Span,
    ) -> Eval<NodeId> {
        if let Some(place) = self.fixed {
            return self.report(errors::misplaced_operation(span, place));
        }
        self.demand_inputs(op, &inputs, span)?;
        let applied = self.applied(op, args, &inputs, span)?;
        let Inferred { shape, params, macs } = applied.inferred.clone();
        let kind = NodeKind::Primitive { op: Cow::Borrowed(op.name), args: applied.args.clone() };
        let holder = self.holder(op, &applied)?;
        let params = self.counted(holder, params);
        let node = self.node((kind, holder), inputs, (shape, [params, macs]), span);
        for demand in &applied.demands {
            let (inputs, problem) = (applied.inputs.clone(), demand.problem.clone());
            self.oblige(demand.condition, Blame::Operation { node, op: op.name, inputs, problem }, span);
        }
        Ok(node)
    }

    /// Checks that a primitive is given as many tensors as it takes, and that they are there.
    fn demand_inputs(&mut self, op: &Primitive, inputs: &[Edge], span: Span) -> Eval<()> {
        let needed = match op.arity {
            Arity::One => 1,
            Arity::Two => 2,
            Arity::Many if inputs.is_empty() => return self.report(errors::missing_tensors(span, op.name, 1, 0)),
            Arity::Many => return Ok(()),
        };
        if inputs.len() != needed {
            return self.report(errors::missing_tensors(span, op.name, needed, inputs.len()));
        }
        match inputs.iter().all(|it| self.exprs.as_bool(it.guard) == Some(true)) {
            true => Ok(()),
            false => self.report(errors::may_be_absent(span, false)),
        }
    }

    /// What a primitive's rule says of some inputs, which it is asked once: most operations of a space repeat.
    fn applied(&mut self, op: &'static Primitive, args: &Arguments, inputs: &[Edge], span: Span) -> Eval<Rc<Applied>> {
        let taken = inputs.iter().map(|it| Input { shape: self.shape_of(it.source).clone(), guard: it.guard });
        let key = Key { op: op.name, args: args.clone(), inputs: taken.collect() };
        if let Some(known) = self.applied.get(&key) {
            return Ok(known.clone());
        }
        let args = args.to_vec();
        let mut rule = Rule { exprs: &mut self.exprs, inputs: key.inputs.as_slice().into(), args, demands: vec![] };
        let Some(inferred) = (op.rule)(&mut rule) else {
            let mut kinds: Vec<_> = key.inputs.iter().map(|it| it.shape.kind).collect();
            kinds.dedup();
            return self.report(errors::wrong_kind(span, op.name, &kinds));
        };
        let Rule { inputs, args, mut demands, .. } = rule;
        demands.retain(|it| self.exprs.as_bool(it.condition) != Some(true));
        let applied = Rc::new(Applied { inferred, inputs, args: args.into(), demands });
        self.applied.insert(key, applied.clone());
        Ok(applied)
    }

    pub(super) fn shape_of(&self, node: NodeId) -> &Shape {
        &self.nodes[node.0 as usize].shape
    }

    /// Makes the node that forwards the only arm that exists. The arms' conditions exclude each other.
    pub(super) fn select(&mut self, arms: Vec<(ExprId, NodeId)>, span: Span) -> Eval<NodeId> {
        if let Some(always) = arms.iter().find(|it| self.exprs.as_bool(it.0) == Some(true)) {
            return Ok(always.1);
        }
        let Some(first) = arms.first().copied() else { return self.report(errors::empty_choice(span)) };
        if arms.iter().all(|it| it.1 == first.1) {
            return Ok(first.1);
        }
        let shape = self.selected_shape(&arms, span)?;
        let inputs = arms.into_iter().map(|(guard, source)| Edge { source, guard }).collect();
        let none = self.exprs.int(0);
        Ok(self.node((NodeKind::Select, None), inputs, (shape, [none, none]), span))
    }

    /// The shape of whichever arm exists.
    fn selected_shape(&mut self, arms: &[(ExprId, NodeId)], span: Span) -> Eval<Shape> {
        let of = |it: &Self, node: NodeId| (it.shape_of(node).clone(), it.nodes[node.0 as usize].span);
        let (last, last_span) = of(self, arms[arms.len() - 1].1);
        let mut dims = last.dims;
        for (guard, node) in arms[..arms.len() - 1].iter().rev() {
            let (shape, at) = of(self, *node);
            if shape.kind != last.kind {
                return self.report(errors::kinds_differ(span, [shape.kind, last.kind], [at, last_span]));
            }
            for (dim, size) in dims.iter_mut().zip(shape.dims) {
                *dim = self.exprs.choose(*guard, size, *dim);
            }
        }
        Ok(Shape { kind: last.kind, dims })
    }
}
