//! MnasNet (Tan et al., CVPR 2019): the published network and its factorised hierarchical space.

use std::blocks::{
  conv_bn,
  conv_bn_relu,
  depthwise_conv,
  inverted_residual,
  make_divisible,
  squeeze_excite,
}

/// The MBConv stages of MnasNet-A1 (figure 7): expansion, channels, kernel, blocks, stride of the first, and whether there is
/// squeeze-and-excitation.
const attentive_stages = [
  [6, 24, 3, 2, 2, false],
  [3, 40, 5, 3, 2, true],
  [6, 80, 3, 4, 2, false],
  [6, 112, 3, 2, 1, true],
  [6, 160, 5, 3, 2, true],
  [6, 320, 3, 1, 1, false],
]

/// The MBConv stages of MnasNet-B1: expansion, channels, kernel, blocks, stride of the first.
const stages = [
  [3, 24, 3, 3, 2],
  [3, 40, 5, 3, 2],
  [6, 80, 5, 3, 2],
  [6, 96, 3, 2, 1],
  [6, 192, 5, 4, 2],
  [6, 320, 3, 1, 1],
]

/// Depthwise separable convolution without an activation behind the pointwise one.
op sep_conv(c: int, kernel: int = 3, stride: int = 1) =
  depthwise_conv(kernel, stride: stride) -> batch_norm() -> relu() -> conv_bn(c, 1)

/// MBConv with ReLU, and maybe with squeeze-and-excitation to a quarter of the channels that come in.
block mb_conv(
  x: image,
  c: int,
  kernel: int,
  stride: int,
  expansion: int,
  attends: bool = false,
) {
  let attention = if attends { squeeze_excite(floor(x.channels / 4)) } else { identity() }
  x
    -> inverted_residual(
      c,
      expansion * x.channels,
      kernel,
      stride: stride,
      act: relu(),
      attention: attention,
    )
}

/// The last convolution and the classifier.
op head(classes: int) =
  conv_bn_relu(1280, 1) -> global_avg_pool() -> dropout(0.2) -> linear(classes)

/// MnasNet-B1: found without squeeze-and-excitation among the choices. `width` multiplies its channels.
space MnasNet(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> conv_bn_relu(make_divisible(32 * width), stride: 2) -> sep_conv(make_divisible(16 * width))
    -> for [expansion, c, kernel, n, stride] in stages {
      for i in 0..n {
        mb_conv(
          make_divisible(c * width),
          kernel,
          stride: if i == 0 { stride } else { 1 },
          expansion: expansion,
        )
      }
    }
    -> head(classes)
}

/// MnasNet-A1, found with squeeze-and-excitation among the choices. `width` multiplies its channels.
space MnasNetA1(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> conv_bn_relu(make_divisible(32 * width), stride: 2) -> sep_conv(make_divisible(16 * width))
    -> for [expansion, c, kernel, n, stride, attends] in attentive_stages {
      for i in 0..n {
        mb_conv(
          make_divisible(c * width),
          kernel,
          stride: if i == 0 { stride } else { 1 },
          expansion: expansion,
          attends: attends,
        )
      }
    }
    -> head(classes)
}

/// A layer of the searched space: its convolution, kernel, expansion and attention.
cell Layer(x: image, c: int, stride: int) {
  let kernel = oneof [3, 5]
  let op = oneof {
    conv:     conv_bn_relu(c, kernel, stride: stride)
    sep_conv: sep_conv(c, kernel, stride: stride)
    mb_conv:  mb_conv(
      c,
      kernel,
      stride,
      expansion: oneof [3, 6],
      attends: oneof [false, true],
    )
  }
  x -> op
}

/// The factorised hierarchical space (section 4.1): every block chooses its kind of layer once for all of its layers, its
/// width, and whether it has a layer more than MnasNet-B1.
space SearchedMnasNet(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> conv_bn_relu(32, stride: 2) -> sep_conv(16)
    -> for block in 0..6 {
      let [_, c, _, n, stride] = stages[block]
      let width = oneof [0.75, 1.0, 1.25]
      let more = oneof [0, 1]
      let layer = Layer
      for i in 0..n + more {
        layer(make_divisible(c * width), stride: if i == 0 { stride } else { 1 })
      }
    }
    -> head(classes)
}
