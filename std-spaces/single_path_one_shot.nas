//! Single Path One-Shot (Guo et al., ECCV 2020): a choice of four ShuffleNetV2 units in each of 20 places, and the channels
//! inside of them.

use std::blocks::{conv_bn_relu, depthwise_conv}

/// Channels and units of each stage (table 1).
const stages = [[64, 4], [160, 4], [320, 8], [640, 4]]

/// Depthwise convolution and batch normalisation.
op depthwise_bn(kernel: int, stride: int = 1) =
  depthwise_conv(kernel, stride: stride) -> batch_norm()

/// A pointwise, a depthwise and a pointwise convolution.
op shuffle_body(c: int, hidden: int, kernel: int, stride: int) =
  conv_bn_relu(hidden, 1) -> depthwise_bn(kernel, stride) -> conv_bn_relu(c, 1)

/// Three depthwise separable convolutions.
op xception_body(c: int, hidden: int, stride: int) =
  depthwise_bn(3, stride) -> conv_bn_relu(hidden, 1)
    -> depthwise_bn(3) -> conv_bn_relu(hidden, 1)
    -> depthwise_bn(3) -> conv_bn_relu(c, 1)

/// What passes by a unit: half of the channels, every second one; with a stride all of them, convolved.
block unit(x: image, c: int, kernel: int, stride: int, body: op) {
  if stride == 1 {
    let mixed = x -> channel_shuffle(c / 2)
    concat(mixed -> slice(to: c / 2), mixed -> slice(c / 2) -> body)
  } else {
    concat(x -> depthwise_bn(kernel, stride) -> conv_bn_relu(x.channels, 1), x -> body)
  }
}

/// A unit around the body that is chosen.
block choice(x: image, c: int, stride: int, scale: float) {
  let hidden = floor(c / 2 * scale)
  let made = if stride == 1 { c / 2 } else { c - x.channels }
  let op = oneof {
    shuffle_3x3: unit(c, 3, stride, shuffle_body(made, hidden, 3, stride))
    shuffle_5x5: unit(c, 5, stride, shuffle_body(made, hidden, 5, stride))
    shuffle_7x7: unit(c, 7, stride, shuffle_body(made, hidden, 7, stride))
    xception:    unit(c, 3, stride, xception_body(made, hidden, stride))
  }
  x -> op
}

/// The first convolution.
op stem = conv_bn_relu(16, stride: 2)

/// The last convolution and the classifier.
op head(classes: int) =
  conv_bn_relu(1024, 1) -> global_avg_pool() -> dropout(0.1) -> linear(classes, bias: false)

/// The search for units (section 4.1).
space SinglePathOneShot(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> stem()
    -> for [c, n] in stages {
      for i in 0..n { choice(c, if i == 0 { 2 } else { 1 }, 1.0) }
    }
    -> head(classes)
}

/// The search for units and for the channels inside of each, with the scales of the published code.
space SinglePathOneShotWidths(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> stem()
    -> for [c, n] in stages {
      for i in 0..n {
        let scale = oneof [0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6]
        choice(c, if i == 0 { 2 } else { 1 }, scale)
      }
    }
    -> head(classes)
}
