//! Dynamic convolution (Chen et al., CVPR 2020): every image is convolved with a mixture of kernels of its own.

use std::blocks::{bn_relu, make_divisible}
use std::mobilenet_v2::{head, stages, stem}
use std::resnet::{resnet, stage_depths}

/// How much of each kernel an image takes (figure 3): a quarter of the channels, seen globally, decide. In training a high
/// temperature lets all kernels learn; the paper lowers it from 30 to 1 in the first epochs.
block kernel_attention(x: image, kernels: int, temperature: float) {
  x -> global_avg_pool() -> linear(floor(x.channels / 4) + 1, bias: false) -> relu()
    -> linear(kernels) -> softmax(temperature: temperature)
}

/// A convolution with a mixture of `kernels` kernels (equation 3).
block dynamic(
  x: image,
  c: int,
  kernel: int = 3,
  stride: int = 1,
  groups: int = 1,
  kernels: int = 4,
  temperature: float = 30,
) {
  let mixture = x -> kernel_attention(kernels, temperature)
  x -> dynamic_conv(mixture, c, kernel, stride: stride, groups: groups)
}

/// The basic block of a residual network, all its convolutions dynamic.
block basic(x: image, c: int, stride: int = 1) {
  let body = x -> dynamic(c, stride: stride) -> bn_relu -> dynamic(c) -> batch_norm()
  let same = stride == 1 and x.channels == c
  let shortcut = if same { x } else { x -> dynamic(c, 1, stride: stride) -> batch_norm() }
  sum(body, shortcut) -> relu()
}

/// The inverted residual of MobileNetV2, all its convolutions dynamic.
block residual(x: image, c: int, stride: int, expansion: int) {
  let hidden = expansion * x.channels
  let expand = if expansion == 1 {
    identity()
  } else {
    dynamic(hidden, 1) -> batch_norm() -> relu6()
  }
  let filter = dynamic(hidden, stride: stride, groups: hidden) -> batch_norm() -> relu6()
  let body = x -> expand -> filter -> dynamic(c, 1) -> batch_norm()
  if stride == 1 and x.channels == c { sum(x, body) } else { body }
}

/// DY-ResNet with 18 or 34 layers. The first convolution is static.
space DynamicResNet(layers: int = 18, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> resnet(basic, stage_depths(layers), classes)
}

/// DY-MobileNetV2. The convolutions outside of the inverted residuals are static.
space DynamicMobileNetV2(width: float = 1.0, size: int = 224, classes: int = 1000) {
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
