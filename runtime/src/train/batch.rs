//! What models are trained on: batches of examples, free of any tensor library.

use burn::tensor::{Device, Int, Tensor, TensorData};
use nas_compiler::ir::TensorKind;

use crate::layers::{LayerError, Value};

/// The numbers of a batch of inputs, row by row.
#[derive(Debug, Clone, PartialEq)]
pub enum InputData {
    /// Real numbers: images, sequences, vectors.
    Real(Vec<f32>),
    /// Integer ids, each below the vocabulary's size.
    Tokens(Vec<u32>),
}

/// A batch of inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct InputBatch {
    /// What each input is.
    pub kind: TensorKind,
    /// The dimensions, the batch first.
    pub shape: Vec<usize>,
    /// The numbers, as many as the product of the dimensions.
    pub data: InputData,
}

/// What a model should say about each input.
#[derive(Debug, Clone, PartialEq)]
pub enum Targets {
    /// One class for each input, or each position of each input of a sequence model.
    Classes(Vec<u32>),
    /// A distribution over all classes instead of each class, as mixing images gives (Zhang et al. 2018): row by row.
    Soft(Vec<f32>),
}

/// Examples that are seen together.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// The inputs.
    pub inputs: InputBatch,
    /// What should come out.
    pub targets: Targets,
}

/// A source of batches.
pub trait Batches {
    /// Returns how many batches an epoch has; schedules depend on it.
    fn len(&self) -> usize;

    /// Returns whether an epoch has no batch.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the batches of one epoch, from 0. Equal epochs of equal sources are equal.
    fn epoch(&mut self, epoch: u32) -> Box<dyn Iterator<Item = Batch> + '_>;
}

/// The same batches in the same order in every epoch.
impl Batches for Vec<Batch> {
    fn len(&self) -> usize {
        self.len()
    }

    fn epoch(&mut self, _epoch: u32) -> Box<dyn Iterator<Item = Batch> + '_> {
        Box::new(self.iter().cloned())
    }
}

impl InputBatch {
    /// Moves the inputs to a device.
    ///
    /// # Errors
    /// The shape is not one of the kind, or there are more or fewer numbers than it says.
    pub fn to_value(&self, device: &Device) -> Result<Value, LayerError> {
        match (self.kind, &self.data, self.shape.as_slice()) {
            (TensorKind::Image, InputData::Real(data), &[n, c, h, w]) => {
                Ok(Value::Image(real(data, [n, c, h, w], device)?))
            }
            (TensorKind::Sequence, InputData::Real(data), &[n, t, d]) => {
                Ok(Value::Sequence(real(data, [n, t, d], device)?))
            }
            (TensorKind::Vector, InputData::Real(data), &[n, d]) => Ok(Value::Vector(real(data, [n, d], device)?)),
            (TensorKind::Tokens, InputData::Tokens(data), &[n, t]) => Ok(Value::Tokens(tokens(data, [n, t], device)?)),
            (kind, _, shape) => {
                Err(LayerError::Input { expected: kind.to_string(), found: format!("a batch of shape {shape:?}") })
            }
        }
    }
}

fn real<const D: usize>(data: &[f32], shape: [usize; D], device: &Device) -> Result<Tensor<D>, LayerError> {
    check(data.len(), &shape)?;
    Ok(Tensor::from_data(TensorData::new(data.to_vec(), shape), device))
}

fn tokens(data: &[u32], shape: [usize; 2], device: &Device) -> Result<Tensor<2, Int>, LayerError> {
    check(data.len(), &shape)?;
    let data: Vec<i64> = data.iter().map(|it| i64::from(*it)).collect();
    Ok(Tensor::from_data(TensorData::new(data, shape), device))
}

fn check(found: usize, shape: &[usize]) -> Result<(), LayerError> {
    let expected: usize = shape.iter().product();
    if expected == found {
        return Ok(());
    }
    Err(LayerError::Input { expected: format!("{expected} numbers"), found: found.to_string() })
}
