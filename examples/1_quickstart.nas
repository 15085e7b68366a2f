//! A first search: small convolutional networks for handwritten digits, found by regularized evolution.
//!
//!     nas search examples/1_quickstart.nas

use std::tiny::Tiny

task digits = classification {
  data: digits()  // embedded: 1,797 real images of 8 x 8 pixels
  split: { train: 60%, valid: 20%, test: 20% }
}

/// How each candidate is trained, and, with more epochs, what was found.
train short {
  epochs: 30
  batch: 32
  optimizer: sgd(lr: 0.1, momentum: 0.9, weight_decay: 5e-4)
  schedule: cosine()
}

search quick {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 16, tournament: 4)
  estimator: train(epochs: 3)
  recipe: short
  full: short
  maximize accuracy
  minimize params
  budget: 48 trials
  seed: 7
}
