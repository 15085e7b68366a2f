//! The `scale` layer.

use burn::{module::Module, tensor::Tensor};

use super::{Init, Inputs, LayerError, Primitive, Site, Transform, Value};

/// Multiplies by a number.
#[derive(Module, Debug)]
pub struct Scale {
    by: f64,
}

impl Primitive for Scale {
    const NAME: &'static str = "scale";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.input()?;
        Ok(Self { by: site.float("by")? })
    }

    /// # Shapes
    /// - input: any of real numbers
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        inputs.one()?.map(self)
    }
}

impl Transform for Scale {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        input * self.by
    }
}

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Scalar;

    use crate::layers::laws;

    #[test]
    fn every_element_is_multiplied() {
        let mut example = laws::example("scale", &[], &[1, 1, 2]);
        example.operation.args.insert("by".into(), Scalar::Float(-0.5));
        assert_eq!(laws::apply(&example, &[2., -3.]), [-1., 1.5]);
    }
}
