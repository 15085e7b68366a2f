// The space takes images as the data have them.
search quick {
  space: Tiny  //~ N0507 "the space takes image[1, 8, 8], the data are image[3, 32, 32]"
  task: cifar
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
task cifar = classification { data: cifar10(path: "cifar") }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
