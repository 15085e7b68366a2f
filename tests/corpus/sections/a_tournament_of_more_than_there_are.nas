// A tournament is among the population.
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
  strategy: regularized_evolution(population: 4, tournament: 8)  //~ N0205 "a `tournament` of 8 is more than the `population` of 4"
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 20 trials
}

search by_default {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 20)  //~ N0205 "a `tournament` of 25 is more than the `population` of 20"
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 40 trials
}
