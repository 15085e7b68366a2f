// A section refers to what the file declares.
search quick {
  space: Small  //~ N0504 "there is no space `Small`"
  task: digit  //~ N0504 "there is no task `digit`"
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
  recipe: quick  //~ N0504 "there is no training recipe `quick`"
  full: Tiny  //~ N0504 "there is no training recipe `Tiny`"
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
