//! ResNet (He et al., CVPR 2016), ResNeXt (Xie et al., CVPR 2017) and SE-ResNet (Hu et al., CVPR 2018).

use std::blocks::{conv_bn, conv_bn_relu, squeeze_excite}

/// Adds the input to what a residual block makes of it; where the shapes differ, through a pointwise convolution.
block add_shortcut(x: image, body: image, stride: int) {
  let same = stride == 1 and x.channels == body.channels
  let shortcut = if same { x } else { x -> conv_bn(body.channels, 1, stride: stride) }
  sum(body, shortcut) -> relu()
}

/// Squeeze-and-excitation to a sixteenth of the channels.
block squeeze(x: image) {
  x -> squeeze_excite(floor(x.channels / 16))
}

/// Two 3x3 convolutions; what stands behind the last may be more than a norm.
block basic(x: image, c: int, stride: int = 1, last: op = batch_norm()) {
  let body = x -> conv_bn_relu(c, stride: stride) -> conv(c) -> last
  add_shortcut(x, body, stride)
}

/// A 3x3 convolution between two pointwise ones, the last to `4 * c` channels. The stride is that of the 3x3
/// convolution. The groups and their width are ResNeXt's cardinality.
block bottleneck(
  x: image,
  c: int,
  stride: int = 1,
  groups: int = 1,
  width_per_group: int = 64,
  last: op = batch_norm(),
) {
  let width = c * width_per_group / 64 * groups
  let body = x -> conv_bn_relu(width, 1) -> conv_bn_relu(width, stride: stride, groups: groups)
    -> conv(4 * c, 1) -> last
  add_shortcut(x, body, stride)
}

/// `n` residual blocks of one width; only the first has a stride.
op residuals(residual: op, c: int, n: int, stride: int = 1) =
  residual(c, stride: stride) -> repeat(n - 1) { residual(c) }

/// Convolution and pooling that leave a quarter of the sides.
op stem(c: int) = conv_bn_relu(c, 7, stride: 2) -> max_pool(3, stride: 2)

/// Four stages, each twice as wide as the one before (table 1).
op resnet(residual: op, depths: [int], classes: int) =
  stem(64)
    -> residuals(residual, 64, depths[0])
    -> residuals(residual, 128, depths[1], stride: 2)
    -> residuals(residual, 256, depths[2], stride: 2)
    -> residuals(residual, 512, depths[3], stride: 2)
    -> global_avg_pool() -> linear(classes)

/// The residual blocks of each stage in the published network with so many layers (table 1).
fn stage_depths(layers: int) = if layers == 18 {
  [2, 2, 2, 2]
} else if layers == 34 or layers == 50 {
  [3, 4, 6, 3]
} else if layers == 101 {
  [3, 4, 23, 3]
} else {
  [3, 8, 36, 3]
}

/// ResNet with 18, 34, 50, 101 or 152 layers. `groups: 32, width_per_group: 4` makes it ResNeXt, `width_per_group: 128`
/// the wide residual network of Zagoruyko & Komodakis (BMVC 2016), both from 50 layers on.
space ResNet(
  layers: int = 50,
  groups: int = 1,
  width_per_group: int = 64,
  size: int = 224,
  classes: int = 1000,
) {
  input x: image[3, size, size]
  let residual = if layers < 50 {
    basic
  } else {
    bottleneck(groups: groups, width_per_group: width_per_group)
  }
  x -> resnet(residual, stage_depths(layers), classes)
}

/// SE-ResNet with 18, 34, 50, 101 or 152 layers.
space SeResNet(layers: int = 50, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let last = batch_norm() -> squeeze
  let residual = if layers < 50 { basic(last: last) } else { bottleneck(last: last) }
  x -> resnet(residual, stage_depths(layers), classes)
}

/// 18 layers.
space ResNet18(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> resnet(basic, stage_depths(18), classes)
}

/// 34 layers.
space ResNet34(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> resnet(basic, stage_depths(34), classes)
}

/// 50 layers.
space ResNet50(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> resnet(bottleneck, stage_depths(50), classes)
}

/// 101 layers.
space ResNet101(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  x -> resnet(bottleneck, stage_depths(101), classes)
}

/// ResNeXt-50 with 32 groups of 4 channels.
space ResNeXt50(size: int = 224, classes: int = 1000, groups: int = 32, width_per_group: int = 4) {
  input x: image[3, size, size]
  x
    -> resnet(
      bottleneck(groups: groups, width_per_group: width_per_group),
      stage_depths(50),
      classes,
    )
}

/// Width and depth of three stages of basic residual blocks, as on CIFAR (section 4.2). Widths do not fall.
space SearchedResNet(channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  let images = [x -> conv_bn_relu(16)]
  let widths = []
  for stage in 0..3 {
    let width = oneof 16..=64 step 8
    let depth = oneof 1..=9
    images += images.last -> residuals(basic, width, depth, stride: if stage == 0 { 1 } else { 2 })
    widths += width
  }
  images.last -> global_avg_pool() -> linear(classes)

  require widths[0] <= widths[1] and widths[1] <= widths[2]
}
