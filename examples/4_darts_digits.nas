//! Differentiable search: two DARTS cells on handwritten digits.
//!
//!     nas search examples/4_darts_digits.nas

use std::darts::Darts

task digits = classification {
  data: digits()
  split: { train: 60%, valid: 20%, test: 20% }
}

train short {
  epochs: 15
  batch: 32
  optimizer: sgd(lr: 0.05, momentum: 0.9, nesterov: false, weight_decay: 3e-4)
  schedule: cosine()
  clip: 5
}

search cells {
  space: Darts(c: 4, layers: 3, channels: 1, size: 8)
  task: digits
  strategy: darts(epochs: 10, batch: 32, alpha_lr: 3e-3)
  estimator: train(epochs: 15)
  recipe: short
  full: short
  maximize accuracy
  seed: 3
}
