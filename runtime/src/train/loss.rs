//! The loss, and its gradient.

use std::fmt::Display;

use burn::{
    module::{Module, ParamId},
    optim::GradientsParams,
    tensor::{Device, Tensor, TensorData, activation::log_softmax},
};

use super::{Batch, Tally, Targets, TrainError};
use crate::{
    layers::Value,
    network::{Network, NetworkError},
};

/// A module that gives values for values: a network or a supernet.
pub trait Model: Module {
    /// Applies the model to a batch.
    ///
    /// # Errors
    /// The input is not what the model takes.
    fn forward(&self, input: Value) -> Result<Value, NetworkError>;

    /// Returns the device of the model's parameters, without autodiff.
    fn device(&self) -> Device {
        self.devices().into_iter().next().unwrap_or_default().without_autodiff()
    }
}

impl Model for Network {
    fn forward(&self, input: Value) -> Result<Value, NetworkError> {
        Self::forward(self, input)
    }
}

/// The parameters that a gradient is taken of.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// All of them.
    All,
    /// Some of them, such as a supernet's weights without its architecture.
    Only(&'a [ParamId]),
}

/// Computes the cross-entropy of a batch on a model in training, and its gradients.
///
/// # Errors
/// The batch does not fit the model. A loss that is not finite is no error here: the tally tells it.
pub fn gradients<M: Model>(
    model: &M,
    batch: &Batch,
    label_smoothing: f64,
    scope: Scope<'_>,
) -> Result<(GradientsParams, Tally), TrainError> {
    let (loss, tally) = cross_entropy(model, batch, label_smoothing, &model.device().autodiff())?;
    if !loss.is_tracked() {
        return Ok((GradientsParams::new(), tally));
    }
    let mut all = loss.backward();
    let gradients = match scope {
        Scope::All => GradientsParams::from_module(&mut all, model),
        Scope::Only(ids) => GradientsParams::from_params(&mut all, model, ids),
    };
    Ok((gradients, tally))
}

/// Computes the mean cross-entropy of a batch, `-Σ_k t_k log softmax(logits)_k`, with targets
/// `t = (1 - ε) t + ε / classes` smoothed by ε (Szegedy et al. 2016, section 7), as `torch.nn.CrossEntropyLoss` does.
///
/// # Errors
/// The batch does not fit the model.
pub(super) fn cross_entropy<M: Model>(
    model: &M,
    batch: &Batch,
    label_smoothing: f64,
    device: &Device,
) -> Result<(Tensor<1>, Tally), TrainError> {
    let input = batch.inputs.to_value(device).map_err(TrainError::Batch)?;
    let logits = rows(model.forward(input)?)?;
    let [count, classes] = logits.dims();
    let targets = smoothed(&batch.targets, [count, classes], label_smoothing as f32)?;
    let expected = Tensor::<2>::from_data(TensorData::new(targets.clone(), [count, classes]), device);
    let loss = (log_softmax(logits.clone(), 1) * expected).sum() / -(count.max(1) as f64);
    let score = f64::from(numbers(loss.clone()).first().copied().unwrap_or(f32::NAN));
    let tally = Tally::score(score, &numbers(logits), &targets, classes);
    Ok((loss, tally))
}

/// One row of class scores for each input, or each position of each input.
fn rows(output: Value) -> Result<Tensor<2>, TrainError> {
    match output {
        Value::Vector(it) => Ok(it),
        Value::Sequence(it) => Ok(it.flatten(0, 1)),
        other => Err(TrainError::Output(other.kind())),
    }
}

fn smoothed(targets: &Targets, [rows, classes]: [usize; 2], smoothing: f32) -> Result<Vec<f32>, TrainError> {
    let mut soft = match targets {
        Targets::Classes(it) => one_hot(it, [rows, classes])?,
        Targets::Soft(it) if it.len() == rows * classes => it.clone(),
        Targets::Soft(it) => return Err(mismatch(format_args!("{} probabilities", rows * classes), it.len())),
    };
    if smoothing > 0.0 {
        for target in &mut soft {
            *target = *target * (1.0 - smoothing) + smoothing / classes as f32;
        }
    }
    Ok(soft)
}

fn one_hot(targets: &[u32], [rows, classes]: [usize; 2]) -> Result<Vec<f32>, TrainError> {
    if targets.len() != rows {
        return Err(mismatch(format_args!("{rows} classes"), targets.len()));
    }
    let mut soft = vec![0.0; rows * classes];
    for (row, class) in soft.chunks_mut(classes.max(1)).zip(targets) {
        let target =
            row.get_mut(*class as usize).ok_or_else(|| mismatch(format_args!("classes below {classes}"), *class))?;
        *target = 1.0;
    }
    Ok(soft)
}

fn mismatch(expected: impl Display, found: impl Display) -> TrainError {
    TrainError::Targets { expected: expected.to_string(), found: found.to_string() }
}

fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().iter::<f32>().collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unreadable_literal, reason = "as PyTorch prints them")]

    use nas_compiler::ir::TensorKind;

    use super::*;
    use crate::train::{InputBatch, InputData};

    /// A model that gives back its input.
    #[derive(Module, Debug)]
    struct Echo;

    impl Model for Echo {
        fn forward(&self, input: Value) -> Result<Value, NetworkError> {
            Ok(input)
        }
    }

    fn loss(targets: Targets, smoothing: f64) -> Result<f64, TrainError> {
        let data = InputData::Real(vec![1.0, 2.0, -0.5, 0.3, 0.1, 0.0]);
        let inputs = InputBatch { kind: TensorKind::Vector, shape: vec![2, 3], data };
        cross_entropy(&Echo, &Batch { inputs, targets }, smoothing, &Device::flex()).map(|it| it.1.loss())
    }

    // x = torch.tensor([[1., 2., -.5], [.3, .1, 0.]]); soft = torch.tensor([[.7, .3, 0.], [0., .5, .5]])
    // F.cross_entropy(x, torch.tensor([1, 2]))
    // F.cross_entropy(x, torch.tensor([1, 2]), label_smoothing=0.1)
    // F.cross_entropy(x, soft, label_smoothing=0.1)
    #[test]
    fn it_is_that_of_pytorch() {
        let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        close(loss(Targets::Classes(vec![1, 2]), 0.0).unwrap(), 0.805685);
        close(loss(Targets::Classes(vec![1, 2]), 0.1).unwrap(), 0.8573517);
        close(loss(Targets::Soft(vec![0.7, 0.3, 0.0, 0.0, 0.5, 0.5]), 0.1).unwrap(), 1.1498517);
    }

    #[test]
    fn targets_that_do_not_fit_are_errors() {
        let message = |targets| loss(targets, 0.0).unwrap_err().to_string();
        assert_eq!(message(Targets::Classes(vec![1, 3])), "the targets: expected classes below 3, found 3");
        assert_eq!(message(Targets::Classes(vec![1])), "the targets: expected 2 classes, found 1");
        assert_eq!(message(Targets::Soft(vec![1.0])), "the targets: expected 6 probabilities, found 1");
    }
}
