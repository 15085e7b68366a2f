//! Mobile networks for Fashion-MNIST, with proxy training: a tenth of the data, a few epochs.
//!
//! The folder `fashion-mnist` with the four IDX files (plain or gzipped) stands beside this file, or:
//!
//!     nas search examples/5_fashion_mnist.nas --data FOLDER

use std::blocks::{conv_bn_relu, inverted_residual}

/// Inverted residual whose inner width is a multiple of the input's.
block expanding(x: image, c: int, kernel: int, expansion: int, stride: int) {
  x -> inverted_residual(c, expansion * x.channels, kernel: kernel, stride: stride)
}

/// Stages of inverted residual blocks; kernel, expansion and depth are searched per stage.
space Mobile(classes: int = 10) {
  input x: image[1, 28, 28]
  let width = oneof [8, 12, 16]
  x -> conv_bn_relu(width, stride: 2)
    -> for stage in 1..=2 {
      let kernel = oneof [3, 5]
      let expansion = oneof [2, 3, 4]
      let depth = oneof 1..=2
      for block in 0..depth {
        expanding(stage * width, kernel, expansion, stride: if block == 0 { 2 } else { 1 })
      }
    }
    -> global_avg_pool()
    -> linear(classes)

  require macs <= 600k
}

task fashion = classification {
  data: idx(
    path: "fashion-mnist",
    classes: [
      "t-shirt",
      "trouser",
      "pullover",
      "dress",
      "coat",
      "sandal",
      "shirt",
      "sneaker",
      "bag",
      "boot",
    ],
  )
  split: { train: 90%, valid: 10% }
  augment: [crop(padding: 2), flip()]
}

train proxy {
  batch: 64
  optimizer: adamw(lr: 2e-3)
  schedule: cosine()
  label_smoothing: 0.1
}

train full {
  epochs: 20
  batch: 64
  optimizer: adamw(lr: 2e-3)
  schedule: cosine()
  warmup: 1
  label_smoothing: 0.1
}

search mobile {
  space: Mobile
  task: fashion
  strategy: regularized_evolution(population: 10, tournament: 3)
  estimator: train(epochs: 2, fraction: 10%)
  recipe: proxy
  full: full
  maximize accuracy
  minimize macs
  budget: 30 trials
  seed: 2
}
