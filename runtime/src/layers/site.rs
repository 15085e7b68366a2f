//! The place where a layer is built: an operation's arguments and the shapes it is applied to.

use nas_compiler::ir::{Operation, Scalar, TensorKind};

use super::{LayerError, Signature};

/// One operation and the signatures of its inputs.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// What it is applied to, in order.
    pub inputs: &'a [Signature],
}

impl<'a> Site<'a> {
    fn argument(&self, parameter: &str) -> Option<&'a Scalar> {
        self.operation.args.get(parameter)
    }

    /// Returns a whole number that is not negative.
    ///
    /// # Errors
    /// The argument is missing or something else.
    pub fn int(&self, parameter: &str) -> Result<usize, LayerError> {
        self.argument(parameter)
            .and_then(Scalar::as_int)
            .and_then(|it| usize::try_from(it).ok())
            .ok_or_else(|| LayerError::argument(parameter, "a whole number from 0"))
    }

    /// Returns a whole number above 0.
    ///
    /// # Errors
    /// The argument is missing or something else.
    pub fn positive(&self, parameter: &str) -> Result<usize, LayerError> {
        match self.int(parameter)? {
            0 => Err(LayerError::argument(parameter, "a whole number above 0")),
            it => Ok(it),
        }
    }

    /// Returns a finite number.
    ///
    /// # Errors
    /// The argument is missing or something else.
    pub fn float(&self, parameter: &str) -> Result<f64, LayerError> {
        self.argument(parameter)
            .and_then(Scalar::as_float)
            .filter(|it| it.is_finite())
            .ok_or_else(|| LayerError::argument(parameter, "a finite number"))
    }

    /// Returns a probability below 1.
    ///
    /// # Errors
    /// The argument is missing or something else.
    pub fn rate(&self, parameter: &str) -> Result<f64, LayerError> {
        let rate = self.float(parameter)?;
        if (0.0..1.0).contains(&rate) {
            return Ok(rate);
        }
        Err(LayerError::argument(parameter, "a probability below 1"))
    }

    /// Returns a truth value.
    ///
    /// # Errors
    /// The argument is missing or something else.
    pub fn bool(&self, parameter: &str) -> Result<bool, LayerError> {
        self.argument(parameter)
            .and_then(Scalar::as_bool)
            .ok_or_else(|| LayerError::argument(parameter, "a truth value"))
    }

    /// Returns the signature of the only input.
    ///
    /// # Errors
    /// There is not exactly one.
    pub fn input(&self) -> Result<&'a Signature, LayerError> {
        match self.inputs {
            [it] => Ok(it),
            _ => Err(LayerError::Arity { expected: 1, found: self.inputs.len() }),
        }
    }

    /// Returns channels, height and width of the only input.
    ///
    /// # Errors
    /// There is not exactly one input, or it is not an image.
    pub fn image(&self) -> Result<[usize; 3], LayerError> {
        let input = self.input()?;
        match (input.kind, input.dims.as_slice()) {
            (TensorKind::Image, &[channels, height, width]) => Ok([channels, height, width]),
            _ => Err(LayerError::shape(TensorKind::Image, input)),
        }
    }

    /// Returns length and features of the only input.
    ///
    /// # Errors
    /// There is not exactly one input, or it is not a sequence.
    pub fn sequence(&self) -> Result<[usize; 2], LayerError> {
        let input = self.input()?;
        match (input.kind, input.dims.as_slice()) {
            (TensorKind::Sequence, &[length, features]) => Ok([length, features]),
            _ => Err(LayerError::shape(TensorKind::Sequence, input)),
        }
    }

    /// Returns the channels of an image, or the features of a sequence or vector.
    ///
    /// # Errors
    /// There is not exactly one input, or it has neither.
    pub fn features(&self) -> Result<usize, LayerError> {
        let input = self.input()?;
        match (input.kind, input.dims.as_slice()) {
            (TensorKind::Image, &[features, _, _])
            | (TensorKind::Sequence, &[_, features])
            | (TensorKind::Vector, &[features]) => Ok(features),
            _ => Err(LayerError::shape("an image, a sequence or a vector", input)),
        }
    }
}
