// An objective is the name of a metric, and each is there once.
space Tiny {
  input x: image[1, 8, 8]
  let op = oneof { conv: conv(1, 3), skip: identity() }
  let width = oneof ["narrow", "wide"]
  let channels = if width == "wide" { 4 } else { 2 }
  x -> op -> conv(channels) -> global_avg_pool() -> linear(10)
}

task digits = classification { data: digits() }

search wrong {
  space: Tiny
  task: digits
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  minimize latency(note10)  //~ N0506 "`latency(note10)` is no metric of a search"
  minimize accuracy  //~ N0509 "`accuracy` is an objective twice"
  minimize 2 * params  //~ N0506 "`2 * params` is no metric of a search"
  budget: 20 trials
}
