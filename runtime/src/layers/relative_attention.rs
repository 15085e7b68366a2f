//! The `relative_attention` layer.

use burn::{
    module::{Module, Param},
    tensor::{Device, Int, Tensor, TensorData, activation::softmax, module::linear},
};

use super::{
    Init, Inputs, LayerError, Primitive, Site, Value,
    attention::{joined, split},
    fan_in_bound, xavier_bound,
};

/// Self-attention of a class token and the patches of an image that adds a learned vector for the rows, and one for the
/// columns, between two patches to keys and to values (Shaw et al. 2018, equations 3 and 4), as in `AutoFormer` (Chen et al.
/// 2021). The class token has a distance of its own from all.
///
/// The projections start as those of `attention`, the vectors normal with deviation 0.02.
#[derive(Module, Debug)]
pub struct RelativeAttention {
    /// Query, key and value projections side by side: `[features, 3 heads head_dim]`.
    in_weight: Param<Tensor<2>>,
    /// `[3 heads head_dim]`
    in_bias: Option<Param<Tensor<1>>>,
    /// `[heads head_dim, features]`
    out_weight: Param<Tensor<2>>,
    /// `[features]`
    out_bias: Option<Param<Tensor<1>>>,
    /// Of the rows between a query and a key: `[2 reach + 2, head_dim]`.
    key_rows: Param<Tensor<2>>,
    /// Of the columns.
    key_columns: Param<Tensor<2>>,
    /// The same for values.
    value_rows: Param<Tensor<2>>,
    value_columns: Param<Tensor<2>>,
    heads: usize,
    width: usize,
    reach: usize,
}

impl Primitive for RelativeAttention {
    const NAME: &'static str = "relative_attention";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [length, features] = site.sequence()?;
        let (heads, head_dim, bias) = (site.positive("heads")?, site.positive("head_dim")?, site.bool("bias")?);
        let (width, reach) = (site.positive("width")?, site.positive("reach")?);
        if length == 0 || !(length - 1).is_multiple_of(width) {
            return Err(LayerError::argument("width", "a divisor of the positions but the first"));
        }
        let inner = heads * head_dim;
        let table = [2 * reach + 2, head_dim];
        Ok(Self {
            in_weight: init.uniform([features, 3 * inner], xavier_bound(features, 3 * inner)),
            in_bias: bias.then(|| init.constant([3 * inner], 0.0)),
            out_weight: init.uniform([inner, features], fan_in_bound(inner)),
            out_bias: bias.then(|| init.constant([features], 0.0)),
            key_rows: init.normal(table, 0.02),
            key_columns: init.normal(table, 0.02),
            value_rows: init.normal(table, 0.02),
            value_columns: init.normal(table, 0.02),
            heads,
            width,
            reach,
        })
    }

    /// # Shapes
    /// - input: `sequence[1 + rows width, features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [_, length, _] = input.dims();
        let all = linear(input, self.in_weight.val(), self.in_bias.as_ref().map(Param::val));
        let inner = all.dims()[2] / 3;
        let [query, key, value] = [0, 1, 2].map(|it| split(all.clone().narrow(2, it * inner, inner), self.heads));
        let [_, _, _, head_dim] = query.dims();
        let query = query / (head_dim as f64).sqrt();
        let [keys, values] = self.between(length, &query.device());
        let scores = query.clone().matmul(key.swap_dims(2, 3)) + per_query(query, keys.swap_dims(1, 2));
        let weights = softmax(scores, 3);
        let mixed = joined(weights.clone().matmul(value) + per_query(weights, values));
        Ok(Value::Sequence(linear(mixed, self.out_weight.val(), self.out_bias.as_ref().map(Param::val))))
    }
}

/// Multiplies the row of every query, in all heads, by a matrix of its own: `[batch, heads, length, d]` and
/// `[length, d, e]` give `[batch, heads, length, e]`.
fn per_query(rows: Tensor<4>, matrices: Tensor<3>) -> Tensor<4> {
    let [batch, heads, length, depth] = rows.dims();
    let [_, _, out] = matrices.dims();
    let rows = rows.permute([2, 0, 1, 3]).reshape([length, batch * heads, depth]);
    rows.matmul(matrices).reshape([length, batch, heads, out]).permute([1, 2, 0, 3])
}

impl RelativeAttention {
    /// The vectors between all positions, of keys and of values: `[length, length, head_dim]`.
    fn between(&self, length: usize, device: &Device) -> [Tensor<3>; 2] {
        let rows = self.distances(length, |it| it / self.width, device);
        let columns = self.distances(length, |it| it % self.width, device);
        let tables = [(&self.key_rows, &self.key_columns), (&self.value_rows, &self.value_columns)];
        tables.map(|(of_rows, of_columns)| {
            let sum = of_rows.val().select(0, rows.clone()) + of_columns.val().select(0, columns.clone());
            sum.reshape([length as isize, length as isize, -1])
        })
    }

    /// The index into a table for every two positions: 0 with the class token, else the distance of their places, at most
    /// `reach`, from 1.
    fn distances(&self, length: usize, place: impl Fn(usize) -> usize, device: &Device) -> Tensor<1, Int> {
        let reach = self.reach as i64;
        let index = |from: usize, to: usize| match (from.checked_sub(1), to.checked_sub(1)) {
            (Some(from), Some(to)) => (place(to) as i64 - place(from) as i64).clamp(-reach, reach) + reach + 1,
            _ => 0,
        };
        let indices: Vec<i64> =
            (0..length).flat_map(|from| (0..length).map(move |to| (from, to))).map(|it| index(it.0, it.1)).collect();
        Tensor::from_data(TensorData::new(indices, [length * length]), device)
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Tolerance;
    use nas_compiler::ir::Scalar;

    use super::*;
    use crate::layers::laws::{self, ramp};

    // From `AttentionSuper` of microsoft/Cream, AutoFormer, in evaluation, with ramp = lambda *s:
    // torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s)
    // a = AttentionSuper(4, num_heads=2, qkv_bias=True, relative_position=True, max_relative_position=1)
    // a.set_sample_config(4, 2, 4); a.qkv.samples: weight ramp(4, 12).T, bias ramp(12); a.proj: ramp(4, 4).T, ramp(4)
    // a.rel_pos_embed_k.embeddings_table_v = ramp(4, 2), _h = ramp(4, 2) + 1; a.rel_pos_embed_v the same times -1
    // a(ramp(1, 10, 4))
    #[test]
    fn attention_over_patches_is_that_of_the_published_code() {
        let args = [("heads", 2), ("head_dim", 2), ("width", 3), ("reach", 1)];
        let mut example = laws::example("relative_attention", &args, &[10, 4]);
        example.operation.args.insert("bias".into(), Scalar::Bool(true));
        let mut layer = laws::with_site(&example, |site, init| RelativeAttention::build(site, init).unwrap());
        layer.in_weight = Param::from_tensor(ramp([4, 12]));
        layer.in_bias = Some(Param::from_tensor(ramp([12])));
        layer.out_weight = Param::from_tensor(ramp([4, 4]));
        layer.out_bias = Some(Param::from_tensor(ramp([4])));
        layer.key_rows = Param::from_tensor(ramp([4, 2]));
        layer.key_columns = Param::from_tensor(ramp([4, 2]) + 1.0);
        layer.value_rows = Param::from_tensor(-ramp([4, 2]));
        layer.value_columns = Param::from_tensor(-ramp([4, 2]) - 1.0);
        let output = layer.forward(Inputs(vec![Value::Sequence(ramp([1, 10, 4]))])).unwrap();
        let Value::Sequence(output) = output else { panic!("not a sequence") };
        let expected = Tensor::<1>::from_floats(
            [
                -1.652_428, -0.041_639, 1.588_734, 2.471_900, 0.022_151, 0.180_460, 0.253_895, 0.207_920, 0.154_041,
                -0.181_738, -0.432_043, -0.479_151, -0.065_665, -0.411_857, -0.564_347, -0.451_415, 0.174_448,
                -0.163_982, -0.425_288, -0.486_575, -0.391_182, -0.788_954, -0.815_670, -0.458_763, -0.368_982,
                -0.843_867, -0.921_867, -0.566_300, -0.029_245, -0.402_654, -0.586_689, -0.494_795, -0.456_338,
                -0.905_649, -0.929_020, -0.515_458, -0.621_000, -1.088_593, -1.044_203, -0.508_708,
            ],
            &Device::flex(),
        )
        .reshape([1, 10, 4]);
        output.into_data().assert_approx_eq::<f32>(&expected.into_data(), Tolerance::absolute(1e-5));
    }
}
