// A search may say everything, and what it names may follow.
//@ count Tiny = 4
search everything {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 8, tournament: 2)
  estimator: train(epochs: 2, fraction: 10%, resolution: 8)
  maximize accuracy
  budget: [64 trials, 2h]
  recipe: short
  full: long
  minimize macs
  minimize loss
  seed: 7
}
task digits = classification { data: digits() }
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [4, 8], 3) -> oneof { relu, silu } -> global_avg_pool() -> linear(10)
}
train short { epochs: 2 }
train long { epochs: 20 }
