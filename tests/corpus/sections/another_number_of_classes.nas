// The space gives one number per class.
search quick {
  space: Tiny  //~ N0507 "the space gives 9 numbers, the data have 10 classes"
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(9)
}
