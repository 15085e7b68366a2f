// A decision that a shape depends on cannot be relaxed.
search quick {
  space: Tiny
  task: digits
  strategy: darts(epochs: 1)  //~ N0508 "`darts` cannot relax `conv.out`: the shape of tensors depends on it"
  estimator: train(epochs: 1)
  maximize accuracy
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
