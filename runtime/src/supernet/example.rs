//! Small spaces for tests.

use nas_compiler::ir::{
    Decision, DecisionId, Domain, Edge, Expr, ExprId, Exprs, FORMAT, Node, NodeId, NodeKind, Scalar, Shape, Space,
    TensorKind,
};

use crate::train::tests::nowhere;

/// Builds spaces node by node.
pub(crate) struct Builder {
    pub(crate) space: Space,
}

impl Builder {
    /// Starts with an input.
    pub(crate) fn new(shape: &[i64]) -> Self {
        let space = Space {
            format: FORMAT,
            name: "example".into(),
            arguments: Vec::new(),
            exprs: Exprs::default(),
            decisions: Vec::new(),
            nodes: Vec::new(),
            output: NodeId(0),
            constraints: Vec::new(),
            devices: Vec::new(),
        };
        let mut builder = Self { space };
        builder.node(NodeKind::Input { name: "x".into() }, &[], shape);
        builder
    }

    pub(crate) fn expr(&mut self, expr: Expr) -> ExprId {
        self.space.exprs.intern(expr)
    }

    pub(crate) fn int(&mut self, value: i64) -> ExprId {
        self.expr(Expr::Const(Scalar::Int(value)))
    }

    pub(crate) fn truth(&mut self) -> ExprId {
        self.expr(Expr::Const(Scalar::Bool(true)))
    }

    fn decision(&mut self, path: &str, domain: Domain) -> DecisionId {
        let active = self.truth();
        self.space.decisions.push(Decision { path: path.into(), domain, active, span: nowhere() });
        DecisionId(self.space.decisions.len() as u32 - 1)
    }

    pub(crate) fn values(&mut self, path: &str, values: &[i64]) -> DecisionId {
        self.decision(path, Domain::Values(values.iter().map(|it| Scalar::Int(*it)).collect()))
    }

    pub(crate) fn alternatives(&mut self, path: &str, names: &[&str]) -> DecisionId {
        self.decision(path, Domain::Alternatives(names.iter().map(|it| (*it).to_owned()).collect()))
    }

    /// A pick of one or both of two items.
    pub(crate) fn pick(&mut self, path: &str) -> DecisionId {
        let subsets = vec![vec![0], vec![1], vec![0, 1]];
        self.decision(path, Domain::Subset { items: 2, min: 1, max: 2, subsets })
    }

    /// A pick of both of two items.
    pub(crate) fn pick_both(&mut self, path: &str) -> DecisionId {
        self.decision(path, Domain::Subset { items: 2, min: 2, max: 2, subsets: vec![vec![0, 1]] })
    }

    fn node(&mut self, kind: NodeKind, inputs: &[(NodeId, ExprId)], shape: &[i64]) -> NodeId {
        let dims = shape.iter().map(|it| self.int(*it)).collect();
        let kind_of = [TensorKind::Vector, TensorKind::Sequence, TensorKind::Image][shape.len() - 1];
        let (guard, zero) = (self.truth(), self.int(0));
        self.space.nodes.push(Node {
            tied: None,
            kind,
            inputs: inputs.iter().map(|(source, guard)| Edge { source: *source, guard: *guard }).collect(),
            shape: Shape { kind: kind_of, dims },
            guard,
            params: zero,
            macs: zero,
            scope: "cell".into(),
            span: nowhere(),
        });
        self.space.output = NodeId(self.space.nodes.len() as u32 - 1);
        self.space.output
    }

    /// A primitive whose inputs always exist.
    pub(crate) fn op(
        &mut self,
        op: &'static str,
        args: &[(&'static str, ExprId)],
        inputs: &[NodeId],
        shape: &[i64],
    ) -> NodeId {
        let always = self.truth();
        let inputs: Vec<_> = inputs.iter().map(|it| (*it, always)).collect();
        self.guarded(op, args, &inputs, shape)
    }

    /// A primitive.
    pub(crate) fn guarded(
        &mut self,
        op: &'static str,
        args: &[(&'static str, ExprId)],
        inputs: &[(NodeId, ExprId)],
        shape: &[i64],
    ) -> NodeId {
        let args = args.iter().map(|(name, id)| ((*name).into(), *id)).collect();
        self.node(NodeKind::Primitive { op: op.into(), args }, inputs, shape)
    }

    /// Chooses among nodes by the index of a decision.
    pub(crate) fn select(&mut self, decision: DecisionId, inputs: &[NodeId], shape: &[i64]) -> NodeId {
        let is = |(index, source): (usize, &NodeId)| (*source, Expr::Is(decision, index as u32));
        let inputs: Vec<_> = inputs.iter().enumerate().map(is).collect();
        let inputs: Vec<_> = inputs.into_iter().map(|(source, guard)| (source, self.expr(guard))).collect();
        self.node(NodeKind::Select, &inputs, shape)
    }

    /// A square convolution that keeps the image's size, without bias.
    pub(crate) fn conv(&mut self, out: i64, kernel: ExprId, input: NodeId, size: i64) -> NodeId {
        use nas_compiler::ir::BinaryOp::FloorDivide;
        let two = self.int(2);
        let padding = self.expr(Expr::Binary(FloorDivide, kernel, two));
        let (channels, one) = (self.int(out), self.int(1));
        let no = self.expr(Expr::Const(Scalar::Bool(false)));
        let args = [
            ("out", channels),
            ("kernel_h", kernel),
            ("kernel_w", kernel),
            ("padding_h", padding),
            ("padding_w", padding),
            ("stride_h", one),
            ("stride_w", one),
            ("dilation", one),
            ("groups", one),
            ("bias", no),
        ];
        self.op("conv", &args, &[input], &[out, size, size])
    }

    /// A batch normalisation with a scale and a shift.
    pub(crate) fn norm(&mut self, input: NodeId, shape: &[i64]) -> NodeId {
        let affine = self.truth();
        let momentum = self.expr(Expr::Const(Scalar::Float(0.1)));
        let epsilon = self.expr(Expr::Const(Scalar::Float(1e-5)));
        let args = [("affine", affine), ("momentum", momentum), ("epsilon", epsilon)];
        self.op("batch_norm", &args, &[input], shape)
    }

    /// Changes the guard of a node.
    pub(crate) fn guard(&mut self, node: NodeId, guard: ExprId) {
        self.space.nodes[node.0 as usize].guard = guard;
    }
}
