//! Auto-DeepLab (Liu et al., CVPR 2019): where a network goes in a trellis of resolutions, and the cell that it repeats, for
//! semantic segmentation, in the outline of the code of tensorflow/models.

use std::blocks::{at, bn_relu, conv_bn, conv_bn_relu, relu_conv_bn}
use std::darts::{sep_conv}

/// Another resolution, keeping the pixels at the corners where they are.
op interpolate(height: int, width: int) = resize(
  [height, width],
  bilinear: true,
  align_corners: true,
)

/// The same where that is another one.
block fitted(x: image, height: int, width: int) {
  if x.height == height and x.width == width { x } else { x -> interpolate(height, width) }
}

/// Every so many pixels, the last of each side included.
block coarser(x: image, stride: int) {
  x -> interpolate(ceil(x.height / stride), ceil(x.width / stride))
}

/// Convolution with dilation 2; where it has a stride, one without of the image at a coarser resolution.
op atrous(c: int, kernel: int, stride: int) =
  relu() -> if stride == 1 {
    conv(c, kernel, dilation: 2)
  } else {
    coarser(stride) -> conv(c, kernel)
  } -> batch_norm()

/// The eight operations on an edge (section 3.1).
op edge(c: int, stride: int) = oneof {
  separable_3x3: sep_conv(c, 3, stride)
  separable_5x5: sep_conv(c, 5, stride)
  atrous_3x3:    atrous(c, 3, stride)
  atrous_5x5:    atrous(c, 5, stride)
  avg_pool_3x3:  avg_pool(3, stride: stride)
  max_pool_3x3:  max_pool(3, stride: stride)
  skip:          if stride == 1 { identity() } else { relu_conv_bn(c, 1, stride: stride) }
  none:          zero(stride)
}

/// Two inputs, the outputs of the two cells before, and five nodes that each sum two edges from earlier nodes or the inputs;
/// the output joins the five. A stride applies to edges from the inputs.
cell Cell(before: image, last: image, c: int, stride: int) {
  let aligned = before -> fitted(last.height, last.width)
  let older = if aligned.channels == c { aligned } else { aligned -> relu_conv_bn(c, 1) }
  let nodes = [last -> relu_conv_bn(c, 1), older]
  for node in 2..7 {
    let ends = for side in 0..2 {
      let from = oneof 0..node
      at(nodes, from) -> edge(c, if from < 2 { stride } else { 1 })
    }
    nodes += sum(ends)
  }
  concat(nodes[2..])
}

/// Level 0 of the trellis has a quarter of the resolution of the image, each further level half of the one before; the
/// channels double instead. A layer is at the level of the layer before or a neighbour's, the first at level 0.
fn trellis(depth: int) {
  let levels = [0]
  for layer in 1..depth {
    let level = oneof 0..4
    let before = levels.last
    require abs(level - before) <= 1
    levels += level
  }
  levels
}

/// Atrous spatial pyramid pooling (Chen et al. 2017): what positions see nearby, further away and globally.
block pyramid_pooling(x: image) {
  let near = x -> conv_bn_relu(256, 1)
  let further = for rate in [6, 12, 18] { x -> conv(256, dilation: rate) -> bn_relu }
  let global = x -> global_avg_pool() -> linear(256, bias: false) -> bn_relu
  concat(near, further, global -> resize([x.height, x.width])) -> conv_bn_relu(256, 1)
}

/// Classifies every pixel at level 0, by what an early layer sees there and what the network sees at last.
block decoder(x: image, early: image, classes: int) {
  let detail = early -> conv_bn_relu(48, 1)
  let context = x -> fitted(early.height, early.width)
  concat(context, detail) -> conv_bn_relu(256) -> conv_bn_relu(256) -> conv(classes, 1, bias: true)
}

/// A stem to a quarter of the resolution, and what each layer gives: the cell, one layer for each level. Where a level is
/// finer than the one before, the image is interpolated to it first; where it is coarser, the cell has a stride.
block layers(x: image, levels: [int], cell: op, c: int) {
  let fine = x -> conv_bn_relu(64, stride: 2) -> conv_bn(64)
  let outputs = [fine, fine -> relu() -> conv_bn(128, stride: 2)]
  let sides = [outputs.last.height, outputs.last.width]
  let above = [0]
  above += levels
  for layer in 0..levels.len {
    let [before, last] = outputs[layer..]
    let [old, new] = above[layer..layer + 2]
    let [height, width] = for side in sides { floor((side - 1) / pow(2, new)) + 1 }
    let input = if new < old { last -> interpolate(height, width) } else { last }
    outputs += cell(before, input, c * pow(2, new), pow(2, max(new - old, 0)))
  }
  outputs[2..]
}

// allow N0906: as published
/// The published network, which classifies every pixel at a quarter of the resolution. Auto-DeepLab-S, -M and -L have `c` 20,
/// 32 and 48; sides are one more than a multiple of 32.
space AutoDeepLab(c: int = 20, height: int = 1025, width: int = 2049, classes: int = 19) {
  input x: image[3, height, width]
  let levels = trellis(12)
  let cell = Cell
  let outputs = layers(x, levels, cell, c)
  outputs.last -> relu() -> pyramid_pooling -> decoder(outputs[2], classes)
}

// allow N0906: as published
/// The trellis and its cell on small images, which are classified as a whole.
space SmallAutoDeepLab(
  c: int = 8,
  depth: int = 4,
  channels: int = 3,
  size: int = 33,
  classes: int = 10,
) {
  input x: image[channels, size, size]
  let levels = trellis(depth)
  let cell = Cell
  let outputs = layers(x, levels, cell, c)
  outputs.last -> relu() -> global_avg_pool() -> linear(classes)
}
