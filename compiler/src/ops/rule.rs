//! What the rule of a primitive works with.

use std::{borrow::Cow, rc::Rc};

use crate::ir::{Argument, BinaryOp, Dims, ExprId, Exprs, Shape, TensorKind};

/// A tensor that an operation takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Input {
    /// Its shape.
    pub shape: Shape,
    /// The condition under which it is there, given that the operation is.
    pub guard: ExprId,
}

/// Something that must hold wherever the operation exists.
#[derive(Debug, Clone)]
pub struct Demand {
    /// The condition.
    pub condition: ExprId,
    /// What is wrong where it does not hold.
    pub problem: Problem,
}

/// What is wrong with an operation.
#[derive(Debug, Clone)]
pub enum Problem {
    /// The shapes of two inputs do not agree.
    Disagree {
        /// The position of the one.
        first: usize,
        /// The position of the other.
        second: usize,
    },
    /// A dimension of the result would be smaller than 1.
    Empty {
        /// Its name.
        dimension: &'static str,
        /// Its size.
        size: ExprId,
    },
    /// A size does not divide.
    NotDivisible {
        /// What is divided.
        what: &'static str,
        /// Its size.
        size: ExprId,
        /// What it is divided by.
        by: ExprId,
        /// The parameter that says so, or what is made of it.
        parameter: &'static str,
    },
    /// A size is not the one that a parameter says.
    Unlike {
        /// What there is.
        what: &'static str,
        /// How much of it.
        size: ExprId,
        /// How much there must be.
        wanted: ExprId,
        /// The parameter that says so.
        parameter: &'static str,
    },
    /// There is less than is asked for.
    TooFew {
        /// What there is less of.
        what: &'static str,
        /// How much is asked for.
        wanted: ExprId,
    },
    /// An argument is not below a limit.
    TooLarge {
        /// The parameter.
        parameter: &'static str,
        /// What it is.
        value: ExprId,
        /// What it must be less than.
        limit: ExprId,
        /// What that is.
        meaning: &'static str,
    },
    /// A merge may have no input.
    NothingToMerge,
}

/// What a rule finds.
#[derive(Debug, Clone)]
pub struct Inferred {
    /// The shape of the result.
    pub shape: Shape,
    /// Trainable scalars.
    pub params: ExprId,
    /// Multiply-accumulates for one input.
    pub macs: ExprId,
}

/// One application of a primitive, under inference.
pub struct Rule<'a> {
    /// The arena that results go to.
    pub exprs: &'a mut Exprs,
    /// The tensors it takes, at least one.
    pub inputs: Rc<[Input]>,
    /// Every argument that is known so far, in the primitive's order.
    pub args: Vec<Argument>,
    /// What must hold.
    pub demands: Vec<Demand>,
}

impl Rule<'_> {
    /// Returns an argument that is given or has a constant default.
    #[expect(clippy::expect_used, reason = "arguments are completed from the signature before a rule runs")]
    pub(super) fn arg(&self, name: &str) -> ExprId {
        self.optional(name).expect("the signature names the argument")
    }

    /// Returns an argument, if it is given.
    pub(super) fn optional(&self, name: &str) -> Option<ExprId> {
        self.args.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// Returns an argument, or computes it where it is not given.
    pub(super) fn arg_or(&mut self, name: &'static str, compute: impl FnOnce(&mut Self) -> ExprId) -> ExprId {
        if let Some(given) = self.optional(name) {
            return given;
        }
        let value = compute(self);
        self.args.push((Cow::Borrowed(name), value));
        value
    }

    /// Returns whether a truth-valued argument holds, as 1 or 0.
    pub(super) fn flag(&mut self, name: &str) -> ExprId {
        let condition = self.arg(name);
        if let Some(known) = self.exprs.as_bool(condition) {
            return self.exprs.int(i64::from(known));
        }
        let (one, zero) = (self.exprs.int(1), self.exprs.int(0));
        self.exprs.choose(condition, one, zero)
    }

    /// Returns the dimensions of the only input, if it is of a kind.
    pub(super) fn input(&self, kind: TensorKind) -> Option<Dims> {
        let shape = &self.inputs[0].shape;
        (shape.kind == kind).then(|| shape.dims.clone())
    }

    /// Returns the kind of the first input.
    pub(super) fn kind(&self) -> TensorKind {
        self.inputs[0].shape.kind
    }

    /// Returns the channels of an image, or the features of a vector or a sequence, of the only input.
    pub(super) fn features(&self) -> Option<ExprId> {
        let shape = &self.inputs[0].shape;
        match shape.kind {
            TensorKind::Image | TensorKind::Vector => Some(shape.dims[0]),
            TensorKind::Sequence => Some(shape.dims[1]),
            TensorKind::Tokens => None,
        }
    }

    /// Demands that a dimension of the result has at least one element.
    pub(super) fn demand_size(&mut self, dimension: &'static str, size: ExprId) {
        let one = self.exprs.int(1);
        let condition = self.exprs.binary(BinaryOp::LessEqual, one, size);
        self.demands.push(Demand { condition, problem: Problem::Empty { dimension, size } });
    }

    /// Demands that a size divides by an argument.
    pub(super) fn demand_divisible(&mut self, what: &'static str, size: ExprId, parameter: &'static str) {
        let by = self.arg(parameter);
        self.demand_divisible_by(what, size, (parameter, by));
    }

    /// Demands that a size divides by a number, which is called by what it is in terms of parameters.
    pub(super) fn demand_divisible_by(
        &mut self,
        what: &'static str,
        size: ExprId,
        (parameter, by): (&'static str, ExprId),
    ) {
        let remainder = self.exprs.binary(BinaryOp::Remainder, size, by);
        let zero = self.exprs.int(0);
        let condition = self.exprs.equal(remainder, zero);
        self.demands.push(Demand { condition, problem: Problem::NotDivisible { what, size, by, parameter } });
    }

    /// Demands that a size is an argument.
    pub(super) fn demand_equal(&mut self, what: &'static str, size: ExprId, parameter: &'static str) {
        let wanted = self.arg(parameter);
        let condition = self.exprs.equal(size, wanted);
        self.demands.push(Demand { condition, problem: Problem::Unlike { what, size, wanted, parameter } });
    }

    /// The size of one side behind a window that slides over it:
    /// `floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1`.
    pub(super) fn slide(&mut self, size: ExprId, window: Window) -> ExprId {
        let (one, two) = (self.exprs.int(1), self.exprs.int(2));
        let padding = self.exprs.multiply(two, window.padding);
        let reach = self.exprs.subtract(window.kernel, one);
        let reach = self.exprs.multiply(window.dilation, reach);
        // First what decisions seldom change, so that it is one number.
        let gain = self.exprs.subtract(padding, reach);
        if window.stride == one {
            return self.exprs.add(size, gain);
        }
        let gain = self.exprs.subtract(gain, one);
        let room = self.exprs.add(size, gain);
        let steps = self.exprs.floor_divide(room, window.stride);
        self.exprs.add(steps, one)
    }

    /// The padding that keeps a size at stride 1 for odd kernels: `floor(dilation * (kernel - 1) / 2)`.
    pub(super) fn same_padding(&mut self, kernel: ExprId, dilation: ExprId) -> ExprId {
        let (one, two) = (self.exprs.int(1), self.exprs.int(2));
        let reach = self.exprs.subtract(kernel, one);
        let reach = self.exprs.multiply(dilation, reach);
        self.exprs.floor_divide(reach, two)
    }

    /// The result of an operation without weights and products.
    pub(super) fn free(&mut self, kind: TensorKind, dims: Dims) -> Inferred {
        let none = self.exprs.int(0);
        Inferred { shape: Shape { kind, dims }, params: none, macs: none }
    }

    /// The result of an operation that keeps the shape of its only input and has neither weights nor products.
    pub(super) fn unchanged(&mut self) -> Inferred {
        let shape = self.inputs[0].shape.clone();
        self.free(shape.kind, shape.dims)
    }
}

/// A window that slides along one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) kernel: ExprId,
    pub(super) stride: ExprId,
    pub(super) padding: ExprId,
    pub(super) dilation: ExprId,
}
