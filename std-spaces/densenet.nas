//! DenseNet (Huang et al., CVPR 2017): every layer sees the outputs of all layers before it.

use std::blocks::{bn_relu, conv_bn_relu}

/// A layer: a pointwise convolution to `4 * growth` channels and a 3x3 convolution to `growth` new ones, which join the
/// old ones (DenseNet-BC).
block dense_layer(x: image, growth: int) {
  let new = x -> bn_relu -> conv(4 * growth, 1) -> bn_relu -> conv(growth, 3)
  concat(x, new)
}

/// Halves the channels and the sides between dense blocks.
block transition(x: image) {
  x -> bn_relu -> conv(floor(x.channels / 2), 1) -> avg_pool(2, stride: 2)
}

/// Four dense blocks with `depths` layers, behind a convolution to `stem` channels.
op densenet(growth: int, depths: [int], classes: int, stem: int = 2 * growth) =
  conv_bn_relu(stem, 7, stride: 2) -> max_pool(3, stride: 2)
    -> repeat(depths[0]) { dense_layer(growth) } -> transition
    -> repeat(depths[1]) { dense_layer(growth) } -> transition
    -> repeat(depths[2]) { dense_layer(growth) } -> transition
    -> repeat(depths[3]) { dense_layer(growth) } -> bn_relu
    -> global_avg_pool() -> linear(classes)

/// The layers of each dense block in the published network with so many layers (table 1).
fn block_depths(layers: int) = if layers == 121 {
  [6, 12, 24, 16]
} else if layers == 161 {
  [6, 12, 36, 24]
} else if layers == 169 {
  [6, 12, 32, 32]
} else {
  [6, 12, 48, 32]
}

/// DenseNet with 121, 161, 169 or 201 layers (table 1). The one with 161 has a growth rate of 48.
space DenseNet(layers: int = 121, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> densenet(if layers == 161 { 48 } else { 32 }, block_depths(layers), classes)
}

/// DenseNet-121 (table 1).
space DenseNet121(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> densenet(32, [6, 12, 24, 16], classes)
}

/// DenseNet-169 (table 1).
space DenseNet169(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> densenet(32, [6, 12, 32, 32], classes)
}

/// DenseNet-201 (table 1).
space DenseNet201(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> densenet(32, [6, 12, 48, 32], classes)
}

/// Growth rate and the depth of three dense blocks on small images (section 4.2).
space SearchedDenseNet(channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  let growth = oneof [12, 24, 40]
  x -> conv(2 * growth, 3)
    -> for block in 0..3 {
      let depth = oneof 2..=16
      [repeat(depth) { dense_layer(growth) }, if block < 2 { transition } else { bn_relu }]
    }
    -> global_avg_pool() -> linear(classes)
}
