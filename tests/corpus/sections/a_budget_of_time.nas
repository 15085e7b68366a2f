// A search may end after a time.
search quick {
  space: Tiny
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 90s
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
