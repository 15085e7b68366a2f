//! Initial weights.
//!
//! All randomness of a network comes from one generator that is drawn from in the order of its operations, and within
//! an operation in the order of its fields: equal seeds give equal weights, bit for bit, on every backend.

use burn::{
    module::Param,
    tensor::{Device, Tensor, TensorData},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Noise;

/// Draws the initial weights of layers, on one device.
#[derive(Debug)]
pub struct Init<'a> {
    rng: &'a mut ChaCha8Rng,
    device: &'a Device,
}

impl<'a> Init<'a> {
    /// Makes one from a seeded generator.
    pub fn new(rng: &'a mut ChaCha8Rng, device: &'a Device) -> Self {
        Self { rng, device }
    }

    /// Returns the device that weights are made on.
    pub fn device(&self) -> &'a Device {
        self.device
    }

    /// Draws from the uniform distribution over `[-bound, bound)`.
    pub fn uniform<const D: usize>(&mut self, shape: [usize; D], bound: f64) -> Param<Tensor<D>> {
        let bound = bound as f32;
        self.fill(shape, |rng| (2.0 * rng.random::<f32>() - 1.0) * bound)
    }

    /// Draws from the normal distribution with mean 0, by the method of Box and Muller (1958).
    pub fn normal<const D: usize>(&mut self, shape: [usize; D], deviation: f64) -> Param<Tensor<D>> {
        self.fill(shape, |rng| {
            let radius = (-2.0 * (1.0 - rng.random::<f64>()).ln()).sqrt();
            (deviation * radius * (std::f64::consts::TAU * rng.random::<f64>()).cos()) as f32
        })
    }

    /// Returns a parameter with the same value everywhere.
    pub fn constant<const D: usize>(&mut self, shape: [usize; D], value: f32) -> Param<Tensor<D>> {
        self.fill(shape, |_| value)
    }

    /// Returns an independent generator for a layer that draws while it is trained.
    pub fn noise(&mut self) -> Noise {
        Noise::new(ChaCha8Rng::from_rng(self.rng))
    }

    fn fill<const D: usize>(
        &mut self,
        shape: [usize; D],
        mut draw: impl FnMut(&mut ChaCha8Rng) -> f32,
    ) -> Param<Tensor<D>> {
        let values: Vec<f32> = (0..shape.iter().product()).map(|_| draw(self.rng)).collect();
        Param::from_data(TensorData::new(values, shape), self.device)
    }
}

/// The bound that `torch.nn` has for convolutions and linear layers by default: `1 / sqrt(fan_in)`, which is
/// `kaiming_uniform(a = sqrt(5))` (He et al. 2015, equation 10).
pub fn fan_in_bound(fan_in: usize) -> f64 {
    1.0 / (fan_in.max(1) as f64).sqrt()
}

/// The bound of Glorot and Bengio (2010), equation 16: `sqrt(6 / (fan_in + fan_out))`.
pub fn xavier_bound(fan_in: usize, fan_out: usize) -> f64 {
    (6.0 / (fan_in + fan_out).max(1) as f64).sqrt()
}
