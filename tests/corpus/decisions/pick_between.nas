// `pick 1..=3 of` three holds every subset but the empty one.
//@ count Tiny = 7
//@ domain Tiny pick = [0] | [1] | [2] | [0, 1] | [0, 2] | [1, 2] | [0, 1, 2]
space Tiny {
  input x: vector[4]
  sum(pick 1..=3 of [x, x -> relu(), x -> tanh()])
}
