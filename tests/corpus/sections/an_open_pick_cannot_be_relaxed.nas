// A pick of an open number of items cannot be relaxed.
search quick {
  space: Tiny
  task: digits
  strategy: darts(epochs: 1)  //~ N0508 "how many items it picks is open"
  estimator: train(epochs: 1)
  maximize accuracy
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  sum(pick 1..=2 of [x -> conv(4), x -> conv(4, 3)]) -> global_avg_pool() -> linear(10)
}
