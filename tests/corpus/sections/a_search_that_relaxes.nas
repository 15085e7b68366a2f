// A strategy that relaxes the space ends by itself.
search quick {
  space: Tiny
  task: digits
  strategy: darts(epochs: 2, alpha_lr: 3e-3, none: false)
  estimator: train(epochs: 1)
  maximize accuracy
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(4, 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
