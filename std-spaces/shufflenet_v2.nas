//! ShuffleNetV2 (Ma et al., ECCV 2018): half of the channels pass by every unit.

use std::blocks::{conv_bn_relu, depthwise_conv}

/// The units of each stage (table 5).
const units = [4, 8, 4]

/// The channels of each stage and of the last convolution (table 5).
fn widths(scale: float) = if scale == 0.5 {
  [48, 96, 192, 1024]
} else if scale == 1.0 {
  [116, 232, 464, 1024]
} else if scale == 1.5 {
  [176, 352, 704, 1024]
} else {
  [244, 488, 976, 2048]
}

/// A pointwise, a depthwise and a pointwise convolution.
op body(c: int, stride: int) =
  conv_bn_relu(c, 1) -> depthwise_conv(stride: stride) -> batch_norm() -> conv_bn_relu(c, 1)

/// A unit (figure 3c): one half of the channels stays, the other is convolved, and both are mixed for the next.
block unit(x: image) {
  let half = x.channels / 2
  concat(x -> slice(to: half), x -> slice(half) -> body(half, 1)) -> channel_shuffle()
}

/// A unit that halves the sides (figure 3d): all channels are convolved twice.
block reducing_unit(x: image, c: int) {
  let left = x -> depthwise_conv(stride: 2) -> batch_norm() -> conv_bn_relu(c / 2, 1)
  concat(left, x -> body(c / 2, 2)) -> channel_shuffle()
}

/// The network with the widths 0.5, 1.0, 1.5 or 2.0.
space ShuffleNetV2(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let channels = widths(width)
  x -> conv_bn_relu(24, stride: 2) -> max_pool(3, stride: 2)
    -> for stage in 0..3 {
      reducing_unit(channels[stage]) -> repeat(units[stage] - 1) { unit() }
    }
    -> conv_bn_relu(channels[3], 1) -> global_avg_pool() -> linear(classes)
}
