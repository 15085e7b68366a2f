//! ProxylessNAS (Cai et al., ICLR 2019): kernel and expansion of 21 layers, most of which may be left out.

use std::blocks::{conv_bn, inverted_residual, make_divisible}

/// The stages of the ImageNet space: channels, layers, stride of the first.
const stages = [[24, 4, 2], [40, 4, 2], [80, 4, 2], [96, 4, 1], [192, 4, 2], [320, 1, 1]]

/// An inverted residual with `expansion` times as many channels inside as come in.
block mb_conv(x: image, c: int, kernel: int, stride: int, expansion: int) {
  x -> inverted_residual(c, expansion * x.channels, kernel, stride: stride)
}

/// A layer with its kernel and expansion.
op layer(c: int, stride: int) = mb_conv(
  c,
  oneof [3, 5, 7],
  stride,
  oneof [3, 6],
)

/// 21 layers; the first of each stage is always there (section 4.2).
space ProxylessNas(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> conv_bn(make_divisible(32 * width), stride: 2) -> relu6()
    -> mb_conv(make_divisible(16 * width), 3, 1, expansion: 1)
    -> for [c, n, stride] in stages {
      for i in 0..n {
        let out = make_divisible(c * width)
        if i == 0 { layer(out, stride) } else { maybe layer(out, 1) }
      }
    }
    -> conv_bn(make_divisible(1280 * max(width, 1.0)), 1) -> relu6()
    -> global_avg_pool() -> linear(classes)
}
