// A classification needs a vector.
search quick {
  space: Tiny  //~ N0507 "the space gives `image`"
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu }
}
