//! A space with constraints of every kind: on costs, on decisions, on how often something is chosen.
//!
//!     nas check examples/2_constrained.nas
//!     nas count examples/2_constrained.nas

use std::blocks::{conv_bn_relu, sep_conv}

/// A layer of one of four kinds.
op layer(c: int) = oneof {
  conv: conv_bn_relu(c)
  wide: conv_bn_relu(c, 5)
  sep:  sep_conv(c)
  skip: identity()
}

space Microcontroller {
  input x: image[1, 8, 8]
  let narrow = oneof [4, 8, 12]
  let broad = oneof [8, 12, 16, 24]
  x -> conv_bn_relu(narrow)
    -> repeat(3) { layer(narrow) }
    -> max_pool(2, stride: 2)
    -> conv_bn_relu(broad)
    -> repeat(2) { layer(broad) }
    -> global_avg_pool()
    -> linear(10)

  require narrow < broad
  require params <= 8k else "must fit into the flash"
  require macs <= 150k else "must answer in time"
  require depth <= 18 else "every operation on the way takes a transfer"
  require count(skip) <= 2
  require count(wide) >= 1 implies count(sep) >= 1
}

task digits = classification {
  data: digits()
  split: { train: 60%, valid: 20%, test: 20% }
}

search small {
  space: Microcontroller
  task: digits
  strategy: random()
  estimator: train(epochs: 3)
  maximize accuracy
  minimize macs
  budget: [32 trials, 2min]
  seed: 1
}
