// A search seeks something.
search quick {  //~ N0502 "`search quick` does not say its `maximize`"
  space: Tiny
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  budget: 2 trials
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
