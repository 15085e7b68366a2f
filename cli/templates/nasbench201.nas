//! A search among the cells of NAS-Bench-201 (Dong & Yang, ICLR 2020) on CIFAR-10.
//!
//! Put the binary version of CIFAR-10 into `cifar-10-batches-bin` beside this file. `nas list nasbench201` shows what
//! the standard library has of it.

use std::nasbench201::NasBench201

task cifar = classification {
  data: cifar10(path: "cifar-10-batches-bin")
  split: { train: 50%, valid: 50% }
  augment: [flip(), crop(padding: 4)]
  normalize: true
}

/// Few epochs, to compare architectures.
train short {
  epochs: 12
  batch: 256
  optimizer: sgd(lr: 0.1, momentum: 0.9, weight_decay: 5e-4)
  schedule: cosine()
}

search evolve {
  space: NasBench201(c: 16, n: 1)  // one cell per stage instead of five: a sixth of the work
  task: cifar
  strategy: regularized_evolution(population: 20, tournament: 5)
  estimator: train()
  recipe: short
  maximize accuracy
  budget: 100 trials
  seed: 0
}
