//! AutoFormer (Chen et al., ICCV 2021): vision transformers with one width and depth, and heads and a perceptron per
//! layer, in three sizes (table 1).

use std::vit::{mlp, patches}

/// Attention that knows rows and columns, in 64 features per head, and a perceptron. Its choices are made at every layer.
block layer(x: sequence, heads: int, ratio: float, width: int) {
  let norm = layer_norm()
  let y = sum(x, x -> norm -> relative_attention(heads, head_dim: 64, width: width))
  sum(y, y -> norm -> mlp(floor(ratio * x.features)))
}

/// Classifies by the mean of all patches, as the released networks do.
op head(classes: int) = layer_norm() -> positions(from: 1) -> global_avg_pool() -> linear(classes)

/// AutoFormer-tiny. The released network takes ratios down to 3.0, which the table leaves out: `least_ratio: 3.0`.
space AutoFormerTiny(size: int = 224, classes: int = 1000, least_ratio: float = 3.5) {
  input x: image[3, size, size]
  let features = oneof 192..=240 step 24
  let depth = oneof 12..=14
  x -> patches(16, features)
    -> for it in 0..depth {
      let heads = oneof 3..=4
      let ratio = oneof if least_ratio < 3.5 { [3.0, 3.5, 4.0] } else { [3.5, 4.0] }
      layer(heads, ratio, size / 16)
    }
    -> head(classes)
}

/// AutoFormer-small.
space AutoFormerSmall(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let features = oneof 320..=448 step 64
  let depth = oneof 12..=14
  x -> patches(16, features)
    -> for it in 0..depth {
      let heads = oneof 5..=7
      let ratio = oneof [3.0, 3.5, 4.0]
      layer(heads, ratio, size / 16)
    }
    -> head(classes)
}

/// AutoFormer-base.
space AutoFormerBase(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let features = oneof 528..=624 step 48
  let depth = oneof 14..=16
  x -> patches(16, features)
    -> for it in 0..depth {
      let heads = oneof 8..=10
      let ratio = oneof [3.0, 3.5, 4.0]
      layer(heads, ratio, size / 16)
    }
    -> head(classes)
}
