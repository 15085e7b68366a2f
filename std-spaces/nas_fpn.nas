//! NAS-FPN (Ghiasi et al., CVPR 2019): merging cells that make a feature pyramid of five levels out of another, as
//! RetinaNet stacks them on a ResNet-50 in the code of tensorflow/tpu.

use std::blocks::{at, conv_bn_relu}
use std::resnet::{bottleneck, residuals, stage_depths, stem}

/// Every order of the levels 3 to 7, as a number with these five digits.
fn orders {
  let orders = []
  for a in 3..=7 {
    for b in 3..=7 {
      if b != a {
        for c in 3..=7 {
          if c != a and c != b {
            for d in 3..=7 {
              if d != a and d != b and d != c {
                orders += 10000 * a + 1000 * b + 100 * c + 10 * d + (25 - a - b - c - d)
              }
            }
          }
        }
      }
    }
  }
  orders
}

/// Convolution and batch normalisation, with the bias that the published code leaves in.
op biased_conv_bn(c: int, kernel: int) = conv(c, kernel, bias: true) -> batch_norm()

/// Fits an image to a level: the largest pixels where it is finer, the nearest where it is coarser.
block resample(x: image, side: int) {
  if side < x.height {
    // It is no less than 1 here; said outright, no proof of it is needed.
    let ratio = max(floor(x.height / side), 1)
    x -> max_pool(ratio, stride: ratio, padding: 0)
  } else {
    x -> resize(side)
  }
}

/// The finer image with its channels scaled by what the coarser one sees globally, and the coarser one (figure 5).
block attention(coarse: image, fine: image) {
  let scale = coarse -> global_max_pool() -> sigmoid()
  sum(coarse, mul(fine, scale))
}

/// Seven merging cells (section 3.2): each takes two features, a level and a way to join them, and adds a feature. The
/// last five give the new pyramid, in an order that is chosen, and each of them also takes the features of its level
/// that nothing took so far.
cell Merging(p3: image, p4: image, p5: image, p6: image, p7: image) {
  let order = oneof orders()
  let features = [p3, p4, p5, p6, p7]
  let levels = [3, 4, 5, 6, 7]
  let idle = [for _ in 0..7 { true }]
  for node in 5..12 {
    let first = oneof 0..node
    let second = oneof 0..node
    require first != second
    let level = if node < 7 { oneof 3..=7 } else { floor(order / pow(10, 11 - node)) % 10 }
    let join = oneof ["sum", "attention"]
    idle += [for from in 0..7 { idle.last[from] and from != first and from != second }]

    let side = floor(p3.height / pow(2, level - 3))
    let [one, other] = [at(features, first), at(features, second)]
    let [left, right] = [one -> resample(side), other -> resample(side)]
    let joined = [if join == "sum" {
      sum(left, right)
    } else if one.height <= other.height {
      attention(left, right)
    } else {
      attention(right, left)
    }]
    if node >= 7 {
      for from in 0..7 {
        if idle.last[from] and levels[from] == level { joined += features[from] }
      }
    }
    features += sum(joined) -> relu() -> biased_conv_bn(p3.channels, 3)
    levels += level
  }
  for level in 3..=7 {
    let here = []
    for node in 7..12 { if levels[node] == level { here += features[node] } }
    here.last
  }
}

/// The pyramid behind a ResNet-50: the outputs of its last three stages with `c` channels, and two levels more.
block backbone(x: image, c: int) {
  let [_, second, third, fourth] = stage_depths(50)
  let c2 = x -> stem(64) -> residuals(bottleneck, 64, stage_depths(50)[0])
  let c3 = c2 -> residuals(bottleneck, 128, second, stride: 2)
  let c4 = c3 -> residuals(bottleneck, 256, third, stride: 2)
  let c5 = c4 -> residuals(bottleneck, 512, fourth, stride: 2)
  let [p3, p4, p5] = for it in [c3, c4, c5] { it -> biased_conv_bn(c, 1) }
  let p6 = p5 -> max_pool(2, stride: 2)
  [p3, p4, p5, p6, p6 -> max_pool(2, stride: 2)]
}

/// What all levels of a pyramid see globally.
block pooled(p3: image, p4: image, p5: image, p6: image, p7: image) {
  concat(for level in [p3, p4, p5, p6, p7] { level -> global_avg_pool() })
}

/// A head of RetinaNet (Lin et al., ICCV 2017): four convolutions and a prediction, whose weights all levels share; norms are
/// of each level.
block retinanet_head(
  p3: image,
  p4: image,
  p5: image,
  p6: image,
  p7: image,
  out: int,
) {
  let hidden = for _ in 0..4 { tied(conv(p3.channels, bias: true)) }
  let predict = tied(conv(out, bias: true))
  for level in [p3, p4, p5, p6, p7] {
    let seen = [level]
    for convolution in hidden { seen += seen.last -> convolution -> batch_norm() -> relu() }
    seen.last -> predict
  }
}

/// The published detector: RetinaNet on `repeats` pyramids of one architecture. For every pixel of every level it gives, for
/// nine boxes, the classes and four coordinates. Without `heads` it gives what every level sees globally. The side is a
/// multiple of 128.
space NasFpn(
  c: int = 256,
  repeats: int = 7,
  size: int = 640,
  classes: int = 91,
  heads: bool = true,
) {
  input x: image[3, size, size]
  let merging = Merging
  let pyramids = [backbone(x, c)]
  for _ in 0..repeats { pyramids += [merging(pyramids.last)] }
  if heads {
    let scores = retinanet_head(pyramids.last, 9 * classes)
    let boxes = retinanet_head(pyramids.last, 9 * 4)
    append(for level in 0..5 { concat(scores[level], boxes[level]) -> to_sequence() })
  } else {
    pooled(pyramids.last)
  }
}

/// Merging cells on small images, between five strided convolutions and a classifier. The side is a multiple of 32.
space SmallNasFpn(
  c: int = 16,
  repeats: int = 1,
  channels: int = 3,
  size: int = 32,
  classes: int = 10,
) {
  input x: image[channels, size, size]
  let merging = Merging
  let levels = [x -> conv_bn_relu(c, stride: 2)]
  for _ in 0..4 { levels += levels.last -> conv_bn_relu(c, stride: 2) }
  let pyramids = [levels]
  for _ in 0..repeats { pyramids += [merging(pyramids.last)] }
  pooled(pyramids.last) -> linear(classes)
}
