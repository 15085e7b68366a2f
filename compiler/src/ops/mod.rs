//! The primitives: the operations that the compiler knows. Everything above them is written in the language.
//!
//! One file per family, one line per primitive in [`PRIMITIVES`]. An entry gives the signature and one rule, which says
//! the shape of the result, the trainable scalars, the multiply-accumulates, and what must hold for the operation to
//! exist at all. The rule is written once, over expressions, and so holds for every architecture of a space.

mod activation;
mod affine;
mod attention;
mod conv;
mod conv_transpose;
mod embedding;
mod linear;
mod matrix;
mod merge;
mod norm;
mod pool;
mod regularize;
mod reshape;
mod resize;
mod route;
mod rule;
mod sequence;

pub use rule::{Demand, Inferred, Input, Problem, Rule};

/// What a parameter of a primitive takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParamType {
    /// A whole number, at least this.
    Int(i64),
    /// A real number, at least the first and at most the second.
    Float(f64, f64),
    /// A truth value.
    Bool,
    /// A whole number or a pair `[height, width]`, each at least this. It becomes two arguments with these names.
    Size(i64, [&'static str; 2]),
}

/// What a parameter is when it is not given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Default {
    /// It must be given.
    Required,
    /// A whole number.
    Int(i64),
    /// A real number.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// The rule computes it; the words say how.
    Computed(&'static str),
}

/// A parameter of a primitive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// The name.
    pub name: &'static str,
    /// What it is.
    pub docs: &'static str,
    /// What it takes.
    pub ty: ParamType,
    /// What it is when it is not given.
    pub default: Default,
}

/// How many tensors a primitive takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// One.
    One,
    /// Two.
    Two,
    /// Any number, at least one.
    Many,
}

/// An operation that the compiler knows.
#[derive(Debug, Clone, Copy)]
pub struct Primitive {
    /// The name in the language.
    pub name: &'static str,
    /// What it does, in one or a few sentences.
    pub docs: &'static str,
    /// How many tensors it takes.
    pub arity: Arity,
    /// Its parameters in order.
    pub params: &'static [Param],
    /// What it means; nothing if an input is of a kind that it does not take.
    pub rule: fn(&mut Rule<'_>) -> Option<Inferred>,
}

/// Every primitive.
pub static PRIMITIVES: &[Primitive] = &[
    conv::CONV,
    conv_transpose::CONV_TRANSPOSE,
    conv::DYNAMIC_CONV,
    sequence::CONV1D,
    sequence::LIGHTWEIGHT_CONV,
    linear::LINEAR,
    pool::MAX_POOL,
    pool::AVG_POOL,
    pool::GLOBAL_AVG_POOL,
    pool::GLOBAL_MAX_POOL,
    norm::BATCH_NORM,
    norm::LAYER_NORM,
    norm::GROUP_NORM,
    affine::SCALE,
    affine::BIAS,
    activation::RELU,
    activation::RELU6,
    activation::CLIPPED_RELU,
    activation::LEAKY_RELU,
    activation::GELU,
    activation::SILU,
    activation::MISH,
    activation::HARD_SWISH,
    activation::SIGMOID,
    activation::HARD_SIGMOID,
    activation::TANH,
    activation::SOFTMAX,
    regularize::DROPOUT,
    regularize::DROP_PATH,
    route::IDENTITY,
    route::ZERO,
    route::CHANNEL_SHUFFLE,
    merge::SUM,
    merge::MEAN,
    merge::MUL,
    merge::CONCAT,
    merge::APPEND,
    reshape::FLATTEN,
    reshape::CROP,
    reshape::SLICE,
    reshape::POSITION,
    reshape::POSITIONS,
    reshape::TO_SEQUENCE,
    reshape::TO_IMAGE,
    reshape::UNFOLD,
    matrix::TRANSPOSE,
    matrix::MATMUL,
    resize::RESIZE,
    resize::PIXEL_SHUFFLE,
    resize::PIXEL_UNSHUFFLE,
    attention::ATTENTION,
    attention::CROSS_ATTENTION,
    attention::RELATIVE_ATTENTION,
    embedding::EMBEDDING,
    embedding::POSITION_EMBEDDING,
    sequence::POSITION_ENCODING,
    embedding::CLASS_TOKEN,
];

/// Finds a primitive by its name.
pub fn find(name: &str) -> Option<&'static Primitive> {
    PRIMITIVES.iter().find(|it| it.name == name)
}
