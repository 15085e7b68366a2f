//! Clipping of gradients.

use burn::{
    module::{Module, ModuleVisitor, Param},
    optim::GradientsParams,
    tensor::Tensor,
};

/// Returns the Euclidean norm of all gradients of a module together.
pub fn global_norm(module: &impl Module, gradients: &GradientsParams) -> f64 {
    struct Squares<'a> {
        gradients: &'a GradientsParams,
        sum: f64,
    }
    impl ModuleVisitor for Squares<'_> {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            if let Some(gradient) = self.gradients.get::<D>(param.id) {
                let square = (gradient.clone() * gradient).sum().into_data();
                self.sum += square.iter::<f64>().sum::<f64>();
            }
        }
    }
    let mut squares = Squares { gradients, sum: 0.0 };
    module.visit(&mut squares);
    squares.sum.sqrt()
}

/// Scales all gradients so that their common norm is at most `limit` (Pascanu et al. 2013, algorithm 1), and returns
/// the norm before. As `torch.nn.utils.clip_grad_norm_`.
pub fn clip(module: &impl Module, gradients: &mut GradientsParams, limit: f64) -> f64 {
    struct Scale<'a> {
        gradients: &'a mut GradientsParams,
        factor: f64,
    }
    impl ModuleVisitor for Scale<'_> {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            if let Some(gradient) = self.gradients.remove::<D>(param.id) {
                self.gradients.register(param.id, gradient * self.factor);
            }
        }
    }
    let norm = global_norm(module, gradients);
    if norm > limit {
        module.visit(&mut Scale { gradients, factor: limit / (norm + 1e-6) });
    }
    norm
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;

    #[derive(Module, Debug)]
    struct Pair {
        first: Param<Tensor<1>>,
        second: Param<Tensor<2>>,
    }

    #[test]
    fn the_common_norm_is_limited_and_directions_stay() {
        let device = Device::flex().autodiff();
        let pair = Pair { first: Param::from_data([1.0, 2.0], &device), second: Param::from_data([[3.0]], &device) };
        let loss = (pair.first.val() * 3.0).sum() + pair.second.val().sum() * 4.0;
        let mut gradients = GradientsParams::from_grads(loss.backward(), &pair);
        let norm = 34f64.sqrt(); // 3, 3 and 4
        assert!((clip(&pair, &mut gradients, 10.0) - norm).abs() < 1e-6, "a small norm is reported");
        assert!((global_norm(&pair, &gradients) - norm).abs() < 1e-6, "and left alone");
        clip(&pair, &mut gradients, 1.0);
        assert!((global_norm(&pair, &gradients) - 1.0).abs() < 1e-5);
        let second = gradients.get::<2>(pair.second.id).unwrap().into_data().iter::<f64>().next().unwrap();
        assert!((second - 4.0 / norm).abs() < 1e-5);
    }
}
