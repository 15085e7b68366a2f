// A budget is more trials than an evolution draws at random.
space Tiny {
  input x: image[1, 8, 8]
  let op = oneof { conv: conv(1, 3), skip: identity() }
  let width = oneof ["narrow", "wide"]
  let channels = if width == "wide" { 4 } else { 2 }
  x -> op -> conv(channels) -> global_avg_pool() -> linear(10)
}

task digits = classification { data: digits() }

search never {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 20, tournament: 8)
  estimator: train(epochs: 1)
  maximize accuracy
  budget: [20 trials, 1h]  //~ N0907 "`regularized_evolution` only draws at random within 20 trials, since its `population` is 20"
}

search ever {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 20, tournament: 8)
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 21 trials
}
