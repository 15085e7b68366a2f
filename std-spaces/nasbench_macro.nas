//! NAS-Bench-Macro (Su et al., "Prioritized Architecture Sampling with Monto-Carlo Tree Search", CVPR 2021): 6,561
//! networks on CIFAR-10, with a choice of three in each of eight layers.

use std::blocks::{conv_bn, conv_bn_relu, inverted_residual}

/// Channels of each layer, and its stride.
const layers = [[64, 2], [64, 1], [128, 2], [128, 1], [128, 1], [256, 2], [256, 1], [256, 1]]

/// Nothing; where the shape changes, a pointwise convolution.
block skip(x: image, c: int, stride: int) {
  if stride == 1 and x.channels == c { x } else { x -> conv_bn(c, 1, stride: stride) }
}

/// An inverted residual with `expansion` times as many channels inside as come in.
block mb_conv(x: image, c: int, kernel: int, stride: int, expansion: int) {
  x -> inverted_residual(c, expansion * x.channels, kernel, stride: stride, act: relu())
}

/// The choices of a layer.
op layer(c: int, stride: int) = oneof {
  identity: skip(c, stride)
  mb3_k3:   mb_conv(c, 3, stride, expansion: 3)
  mb6_k5:   mb_conv(c, 5, stride, expansion: 6)
}

/// Eight layers.
space NasBenchMacro(size: int = 32, classes: int = 10) {
  input x: image[3, size, size]
  x -> conv_bn_relu(32)
    -> for [c, stride] in layers { layer(c, stride) }
    -> conv_bn_relu(1280, 1) -> global_avg_pool() -> linear(classes)
}
