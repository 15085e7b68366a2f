// A budget says each limit once.
space Tiny {
  input x: image[1, 8, 8]
  x -> conv(oneof [2, 4]) -> global_avg_pool() -> linear(10)
}

task mine = classification { data: digits() }

search s {
  space: Tiny
  task: mine
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: [2 trials, 3 trials]  //~ N0509 "the budget says trials twice"
}

search t {
  space: Tiny
  task: mine
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: [1h, 2 trials, 2h]  //~ N0509 "the budget says a time twice"
}

search u {
  space: Tiny
  task: mine
  strategy: random()
  estimator: train(epochs: 1)
  maximize accuracy
  budget: 0 trials  //~ N0205 "`budget` must be at least 1 trial"
}
