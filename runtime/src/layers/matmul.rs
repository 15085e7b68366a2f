//! The `matmul` layer.

use burn::module::Module;
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// The product of two sequences as matrices, `torch.matmul`.
#[derive(Module, Debug)]
pub struct Matmul {
    /// What the product is multiplied by.
    scale: f64,
}

impl Primitive for Matmul {
    const NAME: &'static str = "matmul";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [left, right] = site.inputs else {
            return Err(LayerError::Arity { expected: 2, found: site.inputs.len() });
        };
        match (left.kind, left.dims.as_slice(), right.kind, right.dims.as_slice()) {
            (TensorKind::Sequence, &[_, features], TensorKind::Sequence, &[length, _]) if features == length => {
                let scale = if site.bool("scaled")? { 1.0 / (features as f64).sqrt() } else { 1.0 };
                Ok(Self { scale })
            }
            _ => Err(LayerError::shape("a sequence with as many positions as the first has features", right)),
        }
    }

    /// # Shapes
    /// - inputs: `sequence[length, inner]` and `sequence[inner, features]`
    /// - output: `sequence[length, features]`
    fn forward(&self, Inputs(values): Inputs) -> Result<Value, LayerError> {
        match <[Value; 2]>::try_from(values) {
            Ok([Value::Sequence(left), Value::Sequence(right)]) => Ok(Value::Sequence(left.matmul(right) * self.scale)),
            Ok([Value::Sequence(_), other] | [other, _]) => Err(LayerError::input(TensorKind::Sequence, &other)),
            Err(values) => Err(LayerError::Arity { expected: 2, found: values.len() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};
    use nas_compiler::ir::Scalar;

    use crate::layers::{Inputs, Value, laws};

    /// `[[1, 2, 0, 0], [0, 1, 0, 3]]` times `[[1, 0], [2, 1], [5, 5], [0, 4]]`.
    fn product(scaled: bool) -> Vec<f32> {
        let mut example = laws::examples().into_iter().find(|it| it.operation.op == "matmul").unwrap();
        example.operation.args.insert("scaled".into(), Scalar::Bool(scaled));
        let device = Device::flex();
        let left = Tensor::<3>::from_floats([[[1., 2., 0., 0.], [0., 1., 0., 3.]]], &device);
        let right = Tensor::<3>::from_floats([[[1., 0.], [2., 1.], [5., 5.], [0., 4.]]], &device);
        let inputs = Inputs(vec![Value::Sequence(left), Value::Sequence(right)]);
        let Value::Sequence(output) = laws::build(&example).unwrap().forward(inputs).unwrap() else { panic!() };
        output.into_data().iter::<f32>().collect()
    }

    #[test]
    fn rows_meet_columns() {
        assert_eq!(product(false), [5., 2., 2., 13.]);
    }

    #[test]
    fn a_scaled_product_is_divided_by_the_root_of_what_is_summed() {
        assert_eq!(product(true), [2.5, 1., 1., 6.5]);
    }
}
