// All decisions that stand in the way of relaxing are in one message.
search quick {
  space: Tiny
  task: digits
  strategy: darts(epochs: 1)  //~ N0508 "`darts` cannot relax 3 decisions of this space"
  estimator: train(epochs: 1)
  maximize accuracy
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  let stem = for layer in 0..2 { conv(oneof [4, 8]) }
  sum(pick 1..=2 of [x -> stem[0] -> stem[1] -> conv(4), x -> conv(4, 3)]) -> global_avg_pool() -> linear(10)
}
