//! MobileNetV2 (Sandler et al., CVPR 2018), and a space of its blocks in the manner of ProxylessNAS.

use std::blocks::{conv_bn, inverted_residual, make_divisible}

/// The inverted residuals of the published network (table 2): expansion, channels, blocks, stride of the first.
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
]

/// An inverted residual with `expansion` times as many channels inside as come in.
block residual(x: image, c: int, kernel: int = 3, stride: int = 1, expansion: int = 6) {
  x -> inverted_residual(c, expansion * x.channels, kernel, stride: stride)
}

/// The first convolution.
op stem(c: int) = conv_bn(c, stride: 2) -> relu6()

/// The last convolution and the classifier.
op head(c: int, classes: int) =
  conv_bn(c, 1) -> relu6() -> global_avg_pool() -> dropout(0.2) -> linear(classes)

/// The published network; `width` multiplies its channels.
space MobileNetV2(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> stem(make_divisible(32 * width))
    -> for [expansion, c, n, stride] in stages {
      for i in 0..n {
        residual(
          make_divisible(c * width),
          stride: if i == 0 { stride } else { 1 },
          expansion: expansion,
        )
      }
    }
    -> head(make_divisible(1280 * max(width, 1.0)), classes)
}

/// One width multiplier, the depth of every stage, and kernel and expansion of every block, the choices of ProxylessNAS
/// (Cai et al., ICLR 2019), within the outline of MobileNetV2.
space SearchedMobileNetV2(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let width = oneof [0.75, 1.0, 1.25]
  x -> stem(make_divisible(32 * width))
    -> residual(make_divisible(16 * width), expansion: 1)
    -> for stage in 1..=5 {
      let [_, c, _, stride] = stages[stage]
      let depth = oneof 2..=4
      for block in 1..=depth {
        let kernel = oneof [3, 5, 7]
        let expansion = oneof [3, 6]
        residual(
          make_divisible(c * width),
          kernel,
          stride: if block == 1 { stride } else { 1 },
          expansion: expansion,
        )
      }
    }
    -> residual(make_divisible(320 * width))
    -> head(make_divisible(1280 * max(width, 1.0)), classes)
}
