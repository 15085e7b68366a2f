//! MobileNetV3 (Howard et al., ICCV 2019).

use std::blocks::{inverted_residual, make_divisible, squeeze_excite}

/// Batch normalisation, with the constants of the published networks.
op norm = batch_norm(momentum: 0.01, epsilon: 0.001)

/// Squeeze-and-excitation to a quarter of the channels, with a hard gate (section 5.3).
block squeeze(x: image) {
  x -> squeeze_excite(make_divisible(x.channels / 4), gate: hard_sigmoid())
}

/// A row of tables 1 and 2.
op bneck(
  c: int,
  hidden: int,
  kernel: int,
  stride: int = 1,
  act: op = hard_swish(),
  attention: op = identity(),
) = inverted_residual(c, hidden, kernel, stride: stride, act: act, attention: attention, norm: norm)

/// The first convolution.
op stem = conv(16, stride: 2) -> norm() -> hard_swish()

/// The last convolution, and the classifier with a hidden layer behind the pooling.
op head(c: int, features: int, classes: int) =
  conv(c, 1) -> norm() -> hard_swish()
    -> global_avg_pool() -> linear(features) -> hard_swish() -> dropout(0.2) -> linear(classes)

/// Table 1.
space MobileNetV3Large(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> stem()
    -> bneck(16, 16, 3, act: relu())
    -> bneck(24, 64, 3, act: relu(), stride: 2)
    -> bneck(24, 72, 3, act: relu())
    -> bneck(40, 72, 5, act: relu(), attention: squeeze, stride: 2)
    -> bneck(40, 120, 5, act: relu(), attention: squeeze)
    -> bneck(40, 120, 5, act: relu(), attention: squeeze)
    -> bneck(80, 240, 3, stride: 2)
    -> bneck(80, 200, 3)
    -> bneck(80, 184, 3)
    -> bneck(80, 184, 3)
    -> bneck(112, 480, 3, attention: squeeze)
    -> bneck(112, 672, 3, attention: squeeze)
    -> bneck(160, 672, 5, attention: squeeze, stride: 2)
    -> bneck(160, 960, 5, attention: squeeze)
    -> bneck(160, 960, 5, attention: squeeze)
    -> head(960, 1280, classes)
}

/// Table 2.
space MobileNetV3Small(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> stem()
    -> bneck(16, 16, 3, act: relu(), attention: squeeze, stride: 2)
    -> bneck(24, 72, 3, act: relu(), stride: 2)
    -> bneck(24, 88, 3, act: relu())
    -> bneck(40, 96, 5, attention: squeeze, stride: 2)
    -> bneck(40, 240, 5, attention: squeeze)
    -> bneck(40, 240, 5, attention: squeeze)
    -> bneck(48, 120, 5, attention: squeeze)
    -> bneck(48, 144, 5, attention: squeeze)
    -> bneck(96, 288, 5, attention: squeeze, stride: 2)
    -> bneck(96, 576, 5, attention: squeeze)
    -> bneck(96, 576, 5, attention: squeeze)
    -> head(576, 1024, classes)
}
