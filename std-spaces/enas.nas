//! ENAS, the macro space (Pham et al., ICML 2018, section 2.3): an operation for every layer, and any earlier layers
//! that it also sees.

use std::blocks::{conv_bn_relu, depthwise_conv}

/// Separable convolution.
op sep_conv(c: int, kernel: int) = depthwise_conv(kernel) -> conv(c, 1) -> batch_norm() -> relu()

/// The six operations of a layer.
op layer(c: int) = oneof {
  conv_3x3:     conv_bn_relu(c, 1) -> conv_bn_relu(c, 3)
  conv_5x5:     conv_bn_relu(c, 1) -> conv_bn_relu(c, 5)
  sep_conv_3x3: conv_bn_relu(c, 1) -> sep_conv(c, 3)
  sep_conv_5x5: conv_bn_relu(c, 1) -> sep_conv(c, 5)
  avg_pool_3x3: conv_bn_relu(c, 1) -> avg_pool(3)
  max_pool_3x3: conv_bn_relu(c, 1) -> max_pool(3)
}

/// Twelve layers; the sides halve at a third and at two thirds, for all earlier layers too.
space EnasMacro(c: int = 36, layers: int = 12, size: int = 32, classes: int = 10) {
  input x: image[3, size, size]
  let states = [[x -> conv_bn_relu(c)]]
  let third = floor(layers / 3)
  for i in 0..layers {
    let reduces = i == third or i == 2 * third
    let earlier = states.last
    let seen = if reduces {
      for it in earlier { it -> max_pool(3, stride: 2) -> conv_bn_relu(c, 1) }
    } else {
      earlier
    }
    let result = seen.last -> layer(c)
    let skips = pick 0..=i of seen[..i]
    let joined = concat(skips, result) -> conv_bn_relu(c, 1)
    states += [for it in 0..=i + 1 { if it <= i { seen[it] } else { joined } }]
  }
  states.last.last -> global_avg_pool() -> dropout(0.1) -> linear(classes)
}
