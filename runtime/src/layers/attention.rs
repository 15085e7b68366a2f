//! The `attention` layer.

use burn::{
    module::{Module, Param},
    tensor::{Bool, Tensor, activation::softmax, module::linear},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, fan_in_bound, xavier_bound};

/// Multi-head self-attention (Vaswani et al. 2017, section 3.2), `torch.nn.MultiheadAttention`.
///
/// The input projections start uniform in the bounds of Glorot and Bengio, taken over the three together as `torch`
/// does, the output projection in `±1 / sqrt(fan_in)`, all biases from 0.
#[derive(Module, Debug)]
pub struct Attention {
    /// Query, key and value projections side by side: `[features, 3 heads head_dim]`.
    in_weight: Param<Tensor<2>>,
    /// `[3 heads head_dim]`
    in_bias: Option<Param<Tensor<1>>>,
    /// `[heads head_dim, features]`
    out_weight: Param<Tensor<2>>,
    /// `[features]`
    out_bias: Option<Param<Tensor<1>>>,
    heads: usize,
    head_dim: usize,
    causal: bool,
}

impl Primitive for Attention {
    const NAME: &'static str = "attention";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [_, features] = site.sequence()?;
        let (heads, head_dim, bias) = (site.positive("heads")?, site.positive("head_dim")?, site.bool("bias")?);
        let inner = heads * head_dim;
        Ok(Self {
            in_weight: init.uniform([features, 3 * inner], xavier_bound(features, 3 * inner)),
            in_bias: bias.then(|| init.constant([3 * inner], 0.0)),
            out_weight: init.uniform([inner, features], fan_in_bound(inner)),
            out_bias: bias.then(|| init.constant([features], 0.0)),
            heads,
            head_dim,
            causal: site.bool("causal")?,
        })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [query, key, value] = self.project(input);
        let mixed = joined(softmax(self.mask(scores(&query, &key)), 3).matmul(value));
        Ok(Value::Sequence(linear(mixed, self.out_weight.val(), self.out_bias.as_ref().map(Param::val))))
    }
}

/// The features of every head: from `[batch, length, heads head_dim]` to `[batch, heads, length, head_dim]`.
pub(super) fn split(features: Tensor<3>, heads: usize) -> Tensor<4> {
    let [batch, length, inner] = features.dims();
    features.reshape([batch, length, heads, inner / heads]).swap_dims(1, 2)
}

/// The features of all heads side by side again.
pub(super) fn joined(heads: Tensor<4>) -> Tensor<3> {
    let [batch, many, length, head_dim] = heads.dims();
    heads.swap_dims(1, 2).reshape([batch, length, many * head_dim])
}

/// How much every query attends to every key: `[batch, heads, length, key_length]`.
pub(super) fn attend(query: &Tensor<4>, key: &Tensor<4>) -> Tensor<4> {
    softmax(scores(query, key), 3)
}

fn scores(query: &Tensor<4>, key: &Tensor<4>) -> Tensor<4> {
    let [_, _, _, head_dim] = query.dims();
    query.clone().matmul(key.clone().swap_dims(2, 3)) / (head_dim as f64).sqrt()
}

impl Attention {
    /// Queries, keys and values, each `[batch, heads, length, head_dim]`.
    fn project(&self, input: Tensor<3>) -> [Tensor<4>; 3] {
        let all = linear(input, self.in_weight.val(), self.in_bias.as_ref().map(Param::val));
        let inner = self.heads * self.head_dim;
        [0, 1, 2].map(|part| split(all.clone().narrow(2, part * inner, inner), self.heads))
    }

    /// Hides later positions from earlier ones, if the layer is causal. Scores are `[batch, heads, length, length]`.
    fn mask(&self, scores: Tensor<4>) -> Tensor<4> {
        if !self.causal {
            return scores;
        }
        let [_, _, length, _] = scores.dims();
        let later = Tensor::<2, Bool>::tril_mask([length, length], 0, &scores.device());
        let later = later.unsqueeze::<4>().expand(scores.dims());
        scores.mask_fill(later, f32::NEG_INFINITY)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unreadable_literal, reason = "as PyTorch prints them")]

    use burn::tensor::{Device, Tolerance};

    use super::*;
    use crate::layers::laws::{self, ramp};

    // ramp = lambda *s: torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s)
    // a = torch.nn.MultiheadAttention(4, 2, batch_first=True)
    // a.in_proj_weight.data = ramp(4, 12).T; a.in_proj_bias.data = ramp(12)
    // a.out_proj.weight.data = ramp(4, 4).T; a.out_proj.bias.data = ramp(4)
    // x = ramp(1, 3, 4); a(x, x, x, attn_mask=torch.nn.Transformer.generate_square_subsequent_mask(3))[0]
    #[test]
    fn causal_attention_is_that_of_pytorch() {
        let example = laws::examples().into_iter().find(|it| it.operation.op == "attention").unwrap();
        let mut layer = laws::with_site(&example, |site, init| Attention::build(site, init).unwrap());
        (layer.heads, layer.head_dim, layer.causal) = (2, 2, true);
        layer.in_weight = Param::from_tensor(ramp([4, 12]));
        layer.in_bias = Some(Param::from_tensor(ramp([12])));
        layer.out_weight = Param::from_tensor(ramp([4, 4]));
        layer.out_bias = Some(Param::from_tensor(ramp([4])));
        let output = layer.forward(Inputs(vec![Value::Sequence(ramp([1, 3, 4]))])).unwrap();
        let Value::Sequence(output) = output else { panic!("not a sequence") };
        let expected = Tensor::<1>::from_floats(
            [
                0.4696928,
                0.4957287,
                0.288615,
                -0.05423826,
                0.4085636,
                0.5506984,
                0.4338306,
                0.1129261,
                0.4520838,
                0.5361708,
                0.3680878,
                0.02688807,
            ],
            &Device::flex(),
        )
        .reshape([1, 3, 4]);
        output.into_data().assert_approx_eq::<f32>(&expected.into_data(), Tolerance::absolute(1e-5));
    }
}
