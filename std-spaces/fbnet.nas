//! FBNet (Wu et al., CVPR 2019): nine blocks to choose from in each of 22 layers.

use std::blocks::{conv_bn, conv_bn_relu, depthwise_conv}

/// The searched layers (table 1): channels, layers, stride of the first.
const stages = [
  [16, 1, 1],
  [24, 4, 2],
  [32, 4, 2],
  [64, 4, 2],
  [112, 4, 1],
  [184, 4, 2],
  [352, 1, 1],
]

/// Pointwise, depthwise and pointwise convolution (figure 3). Groups belong to the pointwise ones.
block ir(x: image, c: int, stride: int, kernel: int, expansion: int, groups: int = 1) {
  let hidden = expansion * x.channels
  let expanded = x -> conv_bn_relu(hidden, 1, groups: groups) -> shuffle(groups)
  let body = expanded -> depthwise_conv(kernel, stride: stride) -> batch_norm() -> relu()
    -> conv_bn(c, 1, groups: groups)
  if stride == 1 and x.channels == c { sum(x, body) } else { body }
}

/// Interleaves groups, where there are several.
op shuffle(groups: int) = if groups == 1 { identity() } else { channel_shuffle(groups) }

/// Nothing; where the shape changes, a pointwise convolution.
block skip(x: image, c: int, stride: int) {
  if stride == 1 and x.channels == c { x } else { x -> conv_bn_relu(c, 1, stride: stride) }
}

/// The nine candidates (table 2).
op layer(c: int, stride: int) = oneof {
  k3_e1:    ir(c, stride, 3, 1)
  k3_e1_g2: ir(c, stride, 3, 1, groups: 2)
  k3_e3:    ir(c, stride, 3, 3)
  k3_e6:    ir(c, stride, 3, 6)
  k5_e1:    ir(c, stride, 5, 1)
  k5_e1_g2: ir(c, stride, 5, 1, groups: 2)
  k5_e3:    ir(c, stride, 5, 3)
  k5_e6:    ir(c, stride, 5, 6)
  skip:     skip(c, stride)
}

/// 22 layers.
space FbNet(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> conv_bn_relu(16, stride: 2)
    -> for [c, n, stride] in stages {
      for i in 0..n { layer(c, if i == 0 { stride } else { 1 }) }
    }
    -> conv_bn_relu(1984, 1) -> global_avg_pool() -> linear(classes)
}
