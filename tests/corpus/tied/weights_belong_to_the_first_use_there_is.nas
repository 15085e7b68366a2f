// Where the first use is not there, the second has the weights.
//@ count Tiny = 2
//@ params Tiny first = 20
//@ params Tiny last = 20
space Tiny {
  input x: vector[4]
  let turn = tied(linear(4))
  sum(pick 1 of [x -> turn -> relu(), x -> turn -> tanh()])
}
