//! Blocks that many spaces are made of.

// Convolutions with what usually surrounds them

/// Batch normalisation and ReLU.
op bn_relu = batch_norm() -> relu()

/// Convolution and batch normalisation.
op conv_bn(c: int, kernel: int = 3, stride: int = 1, groups: int = 1) =
  conv(c, kernel, stride: stride, groups: groups) -> batch_norm()

/// Convolution, batch normalisation and ReLU.
op conv_bn_relu(c: int, kernel: int = 3, stride: int = 1, groups: int = 1) =
  conv_bn(c, kernel, stride: stride, groups: groups) -> relu()

/// ReLU, convolution and batch normalisation, as in NASNet, DARTS and NAS-Bench-201.
op relu_conv_bn(c: int, kernel: int = 3, stride: int = 1) =
  relu() -> conv_bn(c, kernel, stride: stride)

/// Convolution of every channel by itself.
block depthwise_conv(x: image, kernel: int = 3, stride: int = 1, dilation: int = 1) {
  x -> conv(x.channels, kernel, stride: stride, dilation: dilation, groups: x.channels)
}

/// Depthwise separable convolution (Howard et al. 2017): a depthwise and a pointwise convolution, batch normalisation
/// and ReLU.
op sep_conv(c: int, kernel: int = 3, stride: int = 1) =
  depthwise_conv(kernel, stride: stride) -> conv_bn_relu(c, 1)

// Numbers and lists

/// The sum of a list.
fn total(numbers: [int]) {
  let sums = [0]
  for number in numbers { sums += sums.last + number }
  sums.last
}

/// Whether a number is in a list.
fn among(number: int, numbers: [int]) {
  let found = [false]
  for it in numbers { found += found.last or it == number }
  found.last
}

/// The item of a list at a position that is decided.
fn at(list: list, position: int) {
  let taken = []
  for it in 0..list.len { if it == position { taken += list[it] } }
  taken.last
}

// Channels

/// Rounds to a multiple of `divisor`, half up, but never more than a tenth down: how MobileNets scale their widths.
fn make_divisible(v: float, divisor: int = 8) {
  let rounded = max(divisor, floor((v + divisor / 2) / divisor) * divisor)
  if rounded < 0.9 * v { rounded + divisor } else { rounded }
}

/// Squeeze-and-excitation (Hu et al., CVPR 2018): scales the channels by what is seen globally.
block squeeze_excite(x: image, squeezed: int, inner: op = relu(), gate: op = sigmoid()) {
  let scale = x -> global_avg_pool() -> linear(squeezed) -> inner -> linear(x.channels) -> gate
  mul(x, scale)
}

/// Inverted residual, also called MBConv (Sandler et al., CVPR 2018): widens to `hidden` channels, convolves each of
/// them, and projects to `c` channels without an activation. Attention, if any, stands before the projection.
block inverted_residual(
  x: image,
  c: int,
  hidden: int,
  kernel: int = 3,
  stride: int = 1,
  act: op = relu6(),
  attention: op = identity(),
  norm: op = batch_norm(),
) {
  let expand = if hidden == x.channels { identity() } else { conv(hidden, 1) -> norm -> act }
  let filter = depthwise_conv(kernel, stride: stride) -> norm -> act
  let body = x -> expand -> filter -> attention -> conv(c, 1) -> norm
  if stride == 1 and x.channels == c { sum(x, body) } else { body }
}

// Reductions

/// Halves the sides without losing a pixel (Liu et al., DARTS): two pointwise convolutions with stride 2 for half of
/// the channels each, the second on the image shifted by one pixel.
block factorized_reduce(x: image, c: int, act: op = relu()) {
  let y = x -> act
  let even = y -> conv(c / 2, 1, stride: 2)
  let odd = y -> crop(top: 1, left: 1) -> conv(c / 2, 1, stride: 2)
  concat(even, odd) -> batch_norm()
}

/// Residual block with stride 2 between the stages of NAS-Bench-201.
block residual_reduction(x: image, c: int) {
  let main = x -> relu_conv_bn(c, stride: 2) -> relu_conv_bn(c)
  let shortcut = x -> avg_pool(2, stride: 2) -> conv(c, 1)
  sum(main, shortcut)
}
