// A section has the entries of its kind only.
task digits = classification {
  data: digits()
  splits: { train: 70%, valid: 30% }  //~ N0501 "a `task` has no entry `splits`"
}
train short {
  epoch: 3  //~ N0501 "a `train` has no entry `epoch`"
  maximize accuracy  //~ N0501 "a `train` has no entry `maximize`"
}
search quick {
  space: Tiny
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
  epochs: 3  //~ N0501 "a `search` has no entry `epochs`"
}
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
