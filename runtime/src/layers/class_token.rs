//! The `class_token` layer.

use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Puts a learned vector before the first position of a sequence (Devlin et al. 2019). Weights start normal with deviation
/// 0.02.
#[derive(Module, Debug)]
pub struct ClassToken {
    /// `[features]`
    weight: Param<Tensor<1>>,
}

impl Primitive for ClassToken {
    const NAME: &'static str = "class_token";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [_, features] = site.sequence()?;
        Ok(Self { weight: init.normal([features], 0.02) })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: `sequence[length + 1, features]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [batch, _, features] = input.dims();
        let token = self.weight.val().reshape([1, 1, features]).expand([batch, 1, features]);
        Ok(Value::Sequence(Tensor::cat(vec![token, input], 1)))
    }
}

#[cfg(test)]
mod tests {
    use burn::{
        module::Module,
        tensor::{Device, Tensor},
    };

    use crate::layers::{Inputs, Value, laws};

    #[test]
    fn every_sequence_has_the_same_token_in_front_and_is_itself_behind() {
        let layer = laws::build(&laws::example("class_token", &[], &[2, 1])).unwrap().valid();
        let batch = Tensor::<3>::from_floats([[[1.], [2.]], [[3.], [4.]]], &Device::flex());
        let Value::Sequence(output) = layer.forward(Inputs(vec![Value::Sequence(batch)])).unwrap() else { panic!() };
        let numbers: Vec<f32> = output.into_data().iter::<f32>().collect();
        let token = numbers[0];
        assert_eq!(numbers, [token, 1., 2., token, 3., 4.]);
        assert!(token != 0.0);
    }
}
