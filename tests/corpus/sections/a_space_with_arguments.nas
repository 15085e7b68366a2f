// A search gives a space its arguments, and several searches may share a task.
space Sized(classes: int, width: int = 4) {
  input x: image[1, 8, 8]
  x -> conv(width, oneof [1, 3]) -> global_avg_pool() -> linear(classes)
}
task digits = classification { data: digits() }
search small {
  space: Sized(10)
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
search large {
  space: Sized(width: 16, classes: 10)
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 2 trials
}
