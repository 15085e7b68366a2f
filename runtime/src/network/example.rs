//! Small networks for tests.

use nas_compiler::ir::{FORMAT, Network, NodeId, Operation, Scalar, TensorKind};

/// Builds networks operation by operation.
pub(crate) struct Builder(Network);

impl Builder {
    /// Starts with an input.
    pub(crate) fn new(shape: &[usize]) -> Self {
        let network = Network { format: FORMAT, space: "example".into(), operations: Vec::new(), output: 0 };
        let mut builder = Self(network);
        builder.push("input", &[], &[], shape, 0);
        builder
    }

    /// Adds an operation and returns its position, which is also its origin.
    pub(crate) fn push(
        &mut self,
        op: &str,
        args: &[(&str, Scalar)],
        inputs: &[usize],
        shape: &[usize],
        params: u64,
    ) -> usize {
        let position = self.0.operations.len();
        self.0.operations.push(Operation {
            op: op.into(),
            args: args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            tied: None,
            inputs: inputs.to_vec(),
            kind: [TensorKind::Vector, TensorKind::Sequence, TensorKind::Image][shape.len() - 1],
            shape: shape.to_vec(),
            params,
            macs: 0,
            name: format!("part.{position}/{op}"),
            origin: NodeId(position as u32),
        });
        self.0.output = position;
        position
    }

    /// Gives the network whose output is the last operation.
    pub(crate) fn build(self) -> Network {
        self.0
    }
}

/// The arguments of a square convolution that keeps the image's size.
pub(crate) fn conv(out: i64, kernel: i64) -> Vec<(&'static str, Scalar)> {
    let padding = kernel / 2;
    let ints =
        [("out", out), ("kernel_h", kernel), ("kernel_w", kernel), ("padding_h", padding), ("padding_w", padding)];
    let ints = ints.into_iter().chain([("stride_h", 1), ("stride_w", 1), ("dilation", 1), ("groups", 1)]);
    ints.map(|(name, value)| (name, Scalar::Int(value))).chain([("bias", Scalar::Bool(false))]).collect()
}

/// The usual arguments of a batch norm.
pub(crate) fn batch_norm() -> Vec<(&'static str, Scalar)> {
    vec![("momentum", Scalar::Float(0.1)), ("epsilon", Scalar::Float(1e-5)), ("affine", Scalar::Bool(true))]
}

/// Classifies images of 3x8x8 into 4 classes: a convolution, a residual 1x1 convolution, dropout and a classifier.
pub(crate) fn tiny() -> Network {
    let mut builder = Builder::new(&[3, 8, 8]);
    let stem = builder.push("conv", &conv(8, 3), &[0], &[8, 8, 8], 216);
    let norm = builder.push("batch_norm", &batch_norm(), &[stem], &[8, 8, 8], 16);
    let relu = builder.push("relu", &[], &[norm], &[8, 8, 8], 0);
    let point = builder.push("conv", &conv(8, 1), &[relu], &[8, 8, 8], 64);
    let sum = builder.push("sum", &[], &[relu, point], &[8, 8, 8], 0);
    let flat = builder.push("flatten", &[], &[sum], &[512], 0);
    let drop = builder.push("dropout", &[("rate", Scalar::Float(0.1))], &[flat], &[512], 0);
    builder.push("linear", &[("out", Scalar::Int(4)), ("bias", Scalar::Bool(true))], &[drop], &[4], 512 * 4 + 4);
    builder.build()
}
