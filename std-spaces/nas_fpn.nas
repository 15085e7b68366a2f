//! NAS-FPN (Ghiasi et al., CVPR 2019): merging cells that make a feature pyramid of five levels out of another, as
//! RetinaNet stacks them on a ResNet-50 in the code of tensorflow/tpu.

use std::blocks::{conv_bn_relu}
use std::nasnet::{times}
use std::resnet::{bottleneck, residuals, stage_depths, stem}

/// How many pixels of an image are a side of a pixel at the finest level, P3. Each further level halves the sides.
const FINEST = 8

/// Every order of the levels 3 to 7, as a number with these five digits.
fn orders {
  let orders = []
  for a in 3..=7 { for b in 3..=7 { for c in 3..=7 { for d in 3..=7 {
    let e = 25 - a - b - c - d
    let all = [a, b, c, d, e]
    let seen = for level in 3..=7 { times(level, all) }
    if max(seen) == 1 { orders += 10000 * a + 1000 * b + 100 * c + 10 * d + e }
  } } } }
  orders
}

/// The item of a list at a position that is decided.
fn at(list: list, position: int) {
  let taken = []
  for it in 0..list.len { if it == position { taken += list[it] } }
  taken.last
}

/// Convolution and batch normalisation, with the bias that the published code leaves in.
op biased_conv_bn(c: int, kernel: int) = conv(c, kernel, bias: true) -> batch_norm()

/// Fits an image to a level: the largest pixels where it is finer, the nearest where it is coarser.
block resample(x: image, side: int) {
  if side < x.height {
    let ratio = floor(x.height / side)
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
  let used = []
  for node in 5..12 {
    let first = oneof 0..node
    let second = oneof 0..node
    require first != second
    let level = if node < 7 { oneof 3..=7 } else { floor(order / pow(10, 11 - node)) % 10 }
    let join = oneof ["sum", "attention"]
    used += [first, second]

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
        if times(from, used) == 0 and levels[from] == level { joined += features[from] }
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
