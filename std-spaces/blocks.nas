//! Blocks that many spaces are made of.

/// Batch normalisation and ReLU.
op bn_relu() = batch_norm() -> relu()

/// Convolution, batch normalisation and ReLU.
op conv_bn_relu(c: int, kernel: int = 3, stride: int = 1) =
  conv(c, kernel, stride: stride) -> batch_norm() -> relu()

/// ReLU, convolution and batch normalisation, as on the edges of NAS-Bench-201.
op relu_conv_bn(c: int, kernel: int = 3, stride: int = 1) =
  relu() -> conv(c, kernel, stride: stride) -> batch_norm()

/// A depthwise convolution, a pointwise one, batch normalisation and ReLU.
block sep_conv(x: image, c: int, kernel: int = 3, stride: int = 1) {
  x -> conv(x.channels, kernel, stride: stride, groups: x.channels)
    -> conv(c, 1)
    -> batch_norm()
    -> relu()
}

/// Squeeze-and-excitation (Hu et al. 2018): scales the channels by what is seen globally.
block squeeze_excite(x: image, squeezed: int, inner: op = relu(), gate: op = sigmoid()) {
  let scale = x -> global_avg_pool() -> linear(squeezed) -> inner -> linear(x.channels) -> gate
  mul(x, scale)
}

/// The basic residual block of ResNet with stride 2, as between the stages of NAS-Bench-201.
block residual_reduction(x: image, c: int) {
  let main = x -> relu_conv_bn(c, stride: 2) -> relu_conv_bn(c)
  let shortcut = x -> avg_pool(2, stride: 2) -> conv(c, 1)
  sum(main, shortcut)
}
