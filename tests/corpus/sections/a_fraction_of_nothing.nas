// A training is on more than nothing.
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
  estimator: train(epochs: 1, fraction: 0)  //~ N0205 "`fraction` must be more than 0 and at most 1"
  maximize accuracy
  budget: 20 trials
}
