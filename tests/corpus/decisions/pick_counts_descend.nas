// How many are picked ascends.
space Tiny {
  input x: vector[4]
  sum(pick [3, 1] of [x, x -> relu(), x -> tanh()])  //~ N0403 "how many are picked must be known, such as `2` or `1..=3`"
}
