// Where networks are trained, a task says for what.
search quick {  //~ N0502 "`search quick` does not say its `task`"
  space: Tiny
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
