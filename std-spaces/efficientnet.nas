//! EfficientNet (Tan & Le, ICML 2019): one coefficient scales depth, width and resolution together.
//!
//! The paper scales by powers of 1.2, 1.1 and 1.15 (equation 3), but publishes B1 to B7 with multipliers to one decimal that
//! are not powers of these: the depth 2.2 of B5 would need a coefficient below 4.45, its width 1.6 one above 4.59. With the
//! bases 1.19, 1.11 and 1.165 there is a coefficient for each published network.

use std::blocks::{conv_bn, inverted_residual, make_divisible, squeeze_excite}

/// The stages of EfficientNet-B0 (table 1): expansion, channels, kernel, blocks, stride of the first.
const stages = [
  [1, 16, 3, 1, 1],
  [6, 24, 3, 2, 2],
  [6, 40, 5, 2, 2],
  [6, 80, 3, 3, 2],
  [6, 112, 5, 3, 1],
  [6, 192, 5, 4, 2],
  [6, 320, 3, 1, 1],
]

/// The coefficients of the published networks B0 to B7.
const coefficients = [0, 0.4, 1, 1.9, 3.45, 4.65, 5.6, 6.45]

/// To one decimal.
fn tenths(v: float) = round(10 * v) / 10

/// What the channels are multiplied by.
fn width(phi: float) = tenths(pow(1.11, phi))

/// What the blocks of a stage are multiplied by.
fn depth(phi: float) = tenths(pow(1.19, phi))

/// The side of an image, a multiple of 4. Depth, width twice and side twice multiply by 1.99: each step of the coefficient
/// doubles the multiply-accumulates.
fn side(phi: float) = 4 * round(56 * pow(1.165, phi))

/// MBConv with SiLU and squeeze-and-excitation to a quarter of the channels that come in.
block mb_conv(x: image, c: int, kernel: int, stride: int, expansion: int) {
  let squeeze = squeeze_excite(floor(x.channels / 4), inner: silu())
  x
    -> inverted_residual(
      c,
      expansion * x.channels,
      kernel,
      stride: stride,
      act: silu(),
      attention: squeeze,
    )
}

/// The network with channels and blocks scaled.
op efficientnet(phi: float, classes: int) =
  conv_bn(make_divisible(32 * width(phi)), stride: 2) -> silu()
    -> for [expansion, c, kernel, n, stride] in stages {
      for i in 0..ceil(n * depth(phi)) {
        mb_conv(
          make_divisible(c * width(phi)),
          kernel,
          stride: if i == 0 { stride } else { 1 },
          expansion: expansion,
        )
      }
    }
    -> conv_bn(4 * make_divisible(320 * width(phi)), 1) -> silu()
    -> global_avg_pool() -> dropout(0.2) -> linear(classes)

/// EfficientNet by its coefficient: B0 to B7 with 0, 0.4, 1, 1.9, 3.45, 4.65, 5.6 and 6.45.
space EfficientNet(phi: float = 0, size: int = side(phi), classes: int = 1000) {
  input x: image[3, size, size]
  x -> efficientnet(phi, classes)
}

/// EfficientNet by its name: B0 to B7, by their coefficients.
space EfficientNetB(b: int = 0, size: int = side(coefficients[b]), classes: int = 1000) {
  input x: image[3, size, size]
  x -> efficientnet(coefficients[b], classes)
}

/// Which of the published networks, for images of one size.
space SearchedEfficientNet(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let phi = oneof coefficients
  x -> efficientnet(phi, classes)
}
