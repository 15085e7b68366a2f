//! The `cross_attention` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::linear},
};
use nas_compiler::ir::TensorKind;

use super::{
    Init, Inputs, LayerError, Primitive, Signature, Site, Value,
    attention::{attend, joined, split},
    fan_in_bound, xavier_bound,
};

/// Multi-head attention of a sequence to a memory (Vaswani et al. 2017, section 3.2), `torch.nn.MultiheadAttention` with
/// `kdim` and `vdim`.
///
/// The input projections start uniform in the bounds of Glorot and Bengio, the output projection in `±1 / sqrt(fan_in)`,
/// all biases from 0.
#[derive(Module, Debug)]
pub struct CrossAttention {
    /// `[features, heads head_dim]`
    query_weight: Param<Tensor<2>>,
    /// Key and value projections side by side: `[memory_features, 2 heads head_dim]`.
    memory_weight: Param<Tensor<2>>,
    /// Of queries, keys and values: `[3 heads head_dim]`.
    in_bias: Option<Param<Tensor<1>>>,
    /// `[heads head_dim, features]`
    out_weight: Param<Tensor<2>>,
    /// `[features]`
    out_bias: Option<Param<Tensor<1>>>,
    heads: usize,
}

fn features(signature: &Signature) -> Result<usize, LayerError> {
    match (signature.kind, signature.dims.as_slice()) {
        (TensorKind::Sequence, &[_, features]) => Ok(features),
        _ => Err(LayerError::shape(TensorKind::Sequence, signature)),
    }
}

impl Primitive for CrossAttention {
    const NAME: &'static str = "cross_attention";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [input, memory] = site.inputs else {
            return Err(LayerError::Arity { expected: 2, found: site.inputs.len() });
        };
        let (features, memory) = (features(input)?, features(memory)?);
        let (heads, head_dim, bias) = (site.positive("heads")?, site.positive("head_dim")?, site.bool("bias")?);
        let inner = heads * head_dim;
        Ok(Self {
            query_weight: init.uniform([features, inner], xavier_bound(features, inner)),
            memory_weight: init.uniform([memory, 2 * inner], xavier_bound(memory, inner)),
            in_bias: bias.then(|| init.constant([3 * inner], 0.0)),
            out_weight: init.uniform([inner, features], fan_in_bound(inner)),
            out_bias: bias.then(|| init.constant([features], 0.0)),
            heads,
        })
    }

    /// # Shapes
    /// - inputs: `sequence[length, features]` and the memory, `sequence[memory_length, memory_features]`
    /// - output: that of the first input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let [input, memory] = inputs.two()?;
        let (Value::Sequence(input), Value::Sequence(memory)) = (&input, &memory) else {
            return Err(LayerError::input(
                "two sequences",
                if input.kind() == TensorKind::Sequence { &memory } else { &input },
            ));
        };
        let [_, inner] = self.query_weight.dims();
        let bias = |from: usize, many: usize| self.in_bias.as_ref().map(|it| it.val().narrow(0, from, many));
        let query = linear(input.clone(), self.query_weight.val(), bias(0, inner));
        let both = linear(memory.clone(), self.memory_weight.val(), bias(inner, 2 * inner));
        let [key, value] = [0, inner].map(|it| split(both.clone().narrow(2, it, inner), self.heads));
        let mixed = joined(attend(&split(query, self.heads), &key).matmul(value));
        Ok(Value::Sequence(linear(mixed, self.out_weight.val(), self.out_bias.as_ref().map(Param::val))))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tolerance};
    use nas_compiler::ir::Scalar;

    use super::*;
    use crate::layers::laws::{self, ramp};

    // ramp = lambda *s: torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s)
    // a = torch.nn.MultiheadAttention(4, 2, batch_first=True, kdim=3, vdim=3); kv = ramp(3, 8)
    // a.q_proj_weight.data = ramp(4, 4).T; a.k_proj_weight.data = kv[:, :4].T; a.v_proj_weight.data = kv[:, 4:].T
    // a.in_proj_bias.data = ramp(12); a.out_proj.weight.data = ramp(4, 4).T; a.out_proj.bias.data = ramp(4)
    // m = ramp(1, 5, 3); a(ramp(1, 2, 4), m, m)[0]
    #[test]
    fn attention_to_a_memory_is_that_of_pytorch() {
        let mut example = laws::example("cross_attention", &[("heads", 2), ("head_dim", 2)], &[2, 4]);
        example.operation.args.insert("bias".into(), Scalar::Bool(true));
        example.inputs.push(Signature { kind: TensorKind::Sequence, dims: vec![5, 3] });
        let mut layer = laws::with_site(&example, |site, init| CrossAttention::build(site, init).unwrap());
        layer.query_weight = Param::from_tensor(ramp([4, 4]));
        layer.memory_weight = Param::from_tensor(ramp([3, 8]));
        layer.in_bias = Some(Param::from_tensor(ramp([12])));
        layer.out_weight = Param::from_tensor(ramp([4, 4]));
        layer.out_bias = Some(Param::from_tensor(ramp([4])));
        let inputs = vec![Value::Sequence(ramp([1, 2, 4])), Value::Sequence(ramp([1, 5, 3]))];
        let Value::Sequence(output) = layer.forward(Inputs(inputs)).unwrap() else { panic!("not a sequence") };
        let expected = Tensor::<1>::from_floats(
            [-0.108_237, 0.352_693, 0.647_745, 0.638_153, -0.059_595, 0.533_771, 0.876_097, 0.806_380],
            &Device::flex(),
        )
        .reshape([1, 2, 4]);
        output.into_data().assert_approx_eq::<f32>(&expected.into_data(), Tolerance::absolute(1e-5));
    }
}
