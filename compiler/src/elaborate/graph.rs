//! Making nodes.

use nas_grammar::Span;

use super::{Blame, Elaborator, Eval, errors};
use crate::{
    ir::{Edge, ExprId, Node, NodeId, NodeKind, Shape},
    ops::{Arity, Input, Primitive, Rule},
};

impl Elaborator<'_> {
    /// Makes an input of the network.
    pub(super) fn source(&mut self, kind: NodeKind, shape: Shape, span: Span) -> NodeId {
        let none = self.exprs.int(0);
        self.node(kind, vec![], (shape, [none, none]), span)
    }

    fn node(
        &mut self,
        kind: NodeKind,
        inputs: Vec<Edge>,
        (shape, [params, macs]): (Shape, [ExprId; 2]),
        span: Span,
    ) -> NodeId {
        let guard = self.guard();
        let scope = self.frames.path().to_owned();
        self.nodes.push(Node { kind, inputs, shape, guard, params, macs, scope, span });
        NodeId((self.nodes.len() - 1) as u32)
    }

    /// Applies a primitive: infers what comes out of it and notes what must hold for that.
    pub(super) fn operation(
        &mut self,
        op: &'static Primitive,
        args: Vec<(String, ExprId)>,
        inputs: Vec<Edge>,
        span: Span,
    ) -> Eval<NodeId> {
        if let Some(place) = self.fixed {
            return self.report(errors::misplaced_operation(span, place));
        }
        if op.arity == Arity::One && inputs.len() != 1 {
            return self.report(errors::missing_tensors(span, op.name, 1, inputs.len()));
        }
        if inputs.is_empty() {
            return self.report(errors::missing_tensors(span, op.name, 1, 0));
        }
        if op.arity == Arity::One && self.exprs.as_bool(inputs[0].guard) != Some(true) {
            return self.report(errors::may_be_absent(span));
        }
        let taken: Vec<Input> = inputs
            .iter()
            .map(|it| Input { shape: self.nodes[it.source.0 as usize].shape.clone(), guard: it.guard })
            .collect();
        let mut rule = Rule { exprs: &mut self.exprs, inputs: taken.clone(), args, demands: vec![] };
        let inferred = (op.rule)(&mut rule);
        let Rule { args, demands, .. } = rule;
        let Some(inferred) = inferred else {
            let mut kinds: Vec<_> = taken.iter().map(|it| it.shape.kind).collect();
            kinds.dedup();
            return self.report(errors::wrong_kind(span, op.name, &kinds));
        };
        let kind = NodeKind::Primitive { op: op.name.to_owned(), args };
        let node = self.node(kind, inputs, (inferred.shape, [inferred.params, inferred.macs]), span);
        for demand in demands {
            let blame = Blame::Operation { node, op: op.name, inputs: taken.clone(), problem: demand.problem };
            self.oblige(demand.condition, blame, span);
        }
        Ok(node)
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
        Ok(self.node(NodeKind::Select, inputs, (shape, [none, none]), span))
    }

    /// The shape of whichever arm exists.
    fn selected_shape(&mut self, arms: &[(ExprId, NodeId)], span: Span) -> Eval<Shape> {
        let of = |it: &Self, node: NodeId| (it.nodes[node.0 as usize].shape.clone(), it.nodes[node.0 as usize].span);
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
