//! Values that flow between layers.

use burn::tensor::{Int, Tensor};
use nas_compiler::ir::TensorKind;

use super::LayerError;

/// A batch of tensors of one kind.
#[derive(Debug, Clone)]
pub enum Value {
    /// `[batch, channels, height, width]`
    Image(Tensor<4>),
    /// `[batch, length, features]`
    Sequence(Tensor<3>),
    /// `[batch, length]`: integer ids.
    Tokens(Tensor<2, Int>),
    /// `[batch, features]`
    Vector(Tensor<2>),
}

/// The kind and dimensions of a value, without the batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// What the tensor is.
    pub kind: TensorKind,
    /// Its dimensions, as many as the kind has.
    pub dims: Vec<usize>,
}

impl std::fmt::Display for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:?}", self.kind, self.dims)
    }
}

impl Value {
    /// Returns what the tensor is.
    pub fn kind(&self) -> TensorKind {
        match self {
            Self::Image(_) => TensorKind::Image,
            Self::Sequence(_) => TensorKind::Sequence,
            Self::Tokens(_) => TensorKind::Tokens,
            Self::Vector(_) => TensorKind::Vector,
        }
    }

    /// Returns the dimensions with the batch first.
    pub fn dims(&self) -> Vec<usize> {
        match self {
            Self::Image(it) => it.dims().to_vec(),
            Self::Sequence(it) => it.dims().to_vec(),
            Self::Tokens(it) => it.dims().to_vec(),
            Self::Vector(it) => it.dims().to_vec(),
        }
    }

    /// Returns how many inputs the batch holds.
    pub fn batch(&self) -> usize {
        self.dims()[0]
    }

    /// Returns the kind and dimensions, without the batch.
    pub fn signature(&self) -> Signature {
        Signature { kind: self.kind(), dims: self.dims()[1..].to_vec() }
    }

    /// Applies a function to the tensor.
    ///
    /// # Errors
    /// The value is tokens.
    pub fn map(self, function: &impl Transform) -> Result<Self, LayerError> {
        Ok(match self {
            Self::Image(it) => Self::Image(function.transform(it)),
            Self::Sequence(it) => Self::Sequence(function.transform(it)),
            Self::Vector(it) => Self::Vector(function.transform(it)),
            Self::Tokens(_) => return Err(LayerError::input("a value of real numbers", &self)),
        })
    }

    /// Adds another value of the same kind and shape.
    ///
    /// # Errors
    /// The kinds differ, or the values are tokens.
    pub fn plus(self, other: Self) -> Result<Self, LayerError> {
        Ok(match (self, other) {
            (Self::Image(a), Self::Image(b)) => Self::Image(a + b),
            (Self::Sequence(a), Self::Sequence(b)) => Self::Sequence(a + b),
            (Self::Vector(a), Self::Vector(b)) => Self::Vector(a + b),
            (a, b) => return Err(LayerError::input(a.kind(), &b)),
        })
    }

    /// Multiplies by one weight, a tensor of a single element.
    ///
    /// # Errors
    /// The value is tokens.
    pub fn scale(self, weight: Tensor<1>) -> Result<Self, LayerError> {
        self.map(&Scale(weight))
    }
}

struct Scale(Tensor<1>);

impl Transform for Scale {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        input * self.0.clone().reshape([1; D])
    }
}

/// A function of real tensors that means the same for every kind of value.
pub trait Transform {
    /// Applies the function.
    ///
    /// # Shapes
    /// - input: `[batch, ...]`
    /// - output: that of the input
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D>;
}

/// The values a layer is applied to.
#[derive(Debug)]
pub struct Inputs(pub Vec<Value>);

impl Inputs {
    /// Returns the only value.
    ///
    /// # Errors
    /// There is none, or more than one.
    pub fn one(mut self) -> Result<Value, LayerError> {
        match self.0.pop() {
            Some(value) if self.0.is_empty() => Ok(value),
            Some(_) => Err(LayerError::Arity { expected: 1, found: self.0.len() + 1 }),
            None => Err(LayerError::Arity { expected: 1, found: 0 }),
        }
    }

    /// Returns the only value, an image.
    ///
    /// # Errors
    /// There is not exactly one value, or it is of another kind.
    pub fn image(self) -> Result<Tensor<4>, LayerError> {
        match self.one()? {
            Value::Image(it) => Ok(it),
            other => Err(LayerError::input(TensorKind::Image, &other)),
        }
    }

    /// Returns the only value, a sequence.
    ///
    /// # Errors
    /// There is not exactly one value, or it is of another kind.
    pub fn sequence(self) -> Result<Tensor<3>, LayerError> {
        match self.one()? {
            Value::Sequence(it) => Ok(it),
            other => Err(LayerError::input(TensorKind::Sequence, &other)),
        }
    }

    /// Returns the only value, token ids.
    ///
    /// # Errors
    /// There is not exactly one value, or it is of another kind.
    pub fn tokens(self) -> Result<Tensor<2, Int>, LayerError> {
        match self.one()? {
            Value::Tokens(it) => Ok(it),
            other => Err(LayerError::input(TensorKind::Tokens, &other)),
        }
    }

    /// Returns both values.
    ///
    /// # Errors
    /// There are not exactly two.
    pub fn two(self) -> Result<[Value; 2], LayerError> {
        <[Value; 2]>::try_from(self.0).map_err(|it| LayerError::Arity { expected: 2, found: it.len() })
    }

    /// Returns the first value and the others.
    ///
    /// # Errors
    /// There is no value.
    pub fn split_first(self) -> Result<(Value, impl Iterator<Item = Value>), LayerError> {
        let mut values = self.0.into_iter();
        let first = values.next().ok_or(LayerError::Arity { expected: 1, found: 0 })?;
        Ok((first, values))
    }
}
