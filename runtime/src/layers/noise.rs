//! Randomness that a layer draws while it is trained.

use std::sync::{Mutex, PoisonError};

use burn::tensor::{Device, Tensor, TensorData};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A layer's own generator. A clone continues independently from the same state.
#[derive(Debug)]
pub struct Noise(Mutex<ChaCha8Rng>);

impl Clone for Noise {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }
}

impl Noise {
    /// Makes one that continues from a generator's state.
    pub fn new(rng: ChaCha8Rng) -> Self {
        Self(Mutex::new(rng))
    }

    /// Draws a mask whose elements are 0 with probability `rate` and `1 / (1 - rate)` otherwise, so that its mean is 1.
    pub fn mask<const D: usize>(&self, shape: [usize; D], rate: f64, device: &Device) -> Tensor<D> {
        let mut rng = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = (1.0 / (1.0 - rate)) as f32;
        let draw = |_| if rng.random::<f64>() < rate { 0.0 } else { kept };
        let values: Vec<f32> = (0..shape.iter().product()).map(draw).collect();
        Tensor::from_data(TensorData::new(values, shape), device)
    }
}
