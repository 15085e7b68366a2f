//! Differentiable search: a DARTS cell on handwritten digits.
//!
//!     nas search examples/4_darts_digits.nas

use std::darts_one_cell::DartsOneCell

task digits = classification {
  data: digits()
  split: { train: 40%, valid: 40%, test: 20% }
}

train short {
  epochs: 15
  batch: 32
  optimizer: sgd(lr: 0.05, momentum: 0.9, nesterov: false, weight_decay: 3e-4)
  schedule: cosine()
  clip: 5
}

// A network this small, trained this shortly, shows what the cell is worth. A larger one reads digits with any cell.
//
// The published search makes 19,500 steps with a rate of 3e-4. This one makes 300, with a rate a hundred times higher.
search cell {
  space: DartsOneCell(c: 2, layers: 1, channels: 1, size: 8)
  task: digits
  strategy: darts(epochs: 25, batch: 32, alpha_lr: 3e-2)
  estimator: train(epochs: 5)
  recipe: short
  full: short
  maximize accuracy
  seed: 3
}
