// How many are picked lies between two numbers, without gaps.
space Tiny {
  input x: vector[4]
  sum(pick [1, 3] of [x, x -> relu(), x -> tanh()])  //~ N0403 "how many are picked must be known, such as `2` or `1..=3`"
}
