// A metric is produced by the task, or is a cost.
search quick {
  space: Tiny
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize acuracy  //~ N0506 "nothing produces a metric `acuracy`"
  budget: 2 trials
  minimize params
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
