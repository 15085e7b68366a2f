//! ProxylessNAS (Cai et al., ICLR 2019): kernel and expansion of 21 layers, most of which may be left out.

use std::blocks::{conv_bn, inverted_residual, make_divisible}

/// The stages of the ImageNet space: layers, stride of the first.
const stages = [[4, 2], [4, 2], [4, 2], [4, 1], [4, 2], [1, 1]]

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

/// 21 layers in six stages with these channels; the first of each stage is always there (section 4.2).
op network(stem: int, first: int, channels: [int], last: int, classes: int) =
  conv_bn(stem, stride: 2) -> relu6()
    -> mb_conv(first, 3, 1, expansion: 1)
    -> for stage in 0..6 {
      let c = channels[stage]
      let [n, stride] = stages[stage]
      for i in 0..n { if i == 0 { layer(c, stride) } else { maybe layer(c, 1) } }
    }
    -> conv_bn(last, 1) -> relu6()
    -> global_avg_pool() -> linear(classes)

/// The space that is searched for ImageNet.
space ProxylessNas(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let channels = for c in [24, 40, 80, 96, 192, 320] { make_divisible(c * width) }
  let [stem, first] = [make_divisible(32 * width), make_divisible(16 * width)]
  x -> network(stem, first, channels, make_divisible(1280 * max(width, 1.0)), classes)
}

/// The space with the channels of the published network for mobile phones.
space ProxylessNasMobile(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> network(32, 16, [32, 40, 80, 96, 192, 320], 1280, classes)
}

/// The space with the channels of the published network for GPUs.
space ProxylessNasGpu(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> network(40, 24, [32, 56, 112, 128, 256, 432], 1728, classes)
}

/// The space with the channels of the published network for CPUs.
space ProxylessNasCpu(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> network(40, 24, [32, 48, 88, 104, 216, 360], 1432, classes)
}
