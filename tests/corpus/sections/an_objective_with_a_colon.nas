// An objective has no colon. Its metric is read nevertheless, so nothing is missing.
search quick {
  space: Tiny
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize: accuracy  //~ N0501 "`maximize` stands without a colon"
  budget: 2 trials
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
