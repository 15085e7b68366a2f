// A component comes with nas.
task digits = regression {  //~ N0503 "there is no task `regression`"
  data: digit()  //~ N0503 "there is no data set `digit`"
  augment: [rotate()]  //~ N0503 "there is no augmentation `rotate`"
}
train short {
  optimizer: adam(lr: 1e-3)  //~ N0503 "there is no optimizer `adam`"
  schedule: linear()  //~ N0503 "there is no schedule `linear`"
}
search quick {
  space: Tiny
  strategy: annealing()  //~ N0503 "there is no strategy `annealing`"
  estimator: guess()  //~ N0503 "there is no estimator `guess`"
  maximize accuracy
  budget: 2 trials
}
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
