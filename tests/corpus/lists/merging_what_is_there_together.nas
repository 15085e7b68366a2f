// Two items that may be there together must agree.
space Tiny {
  input x: vector[4]
  sum(pick 1..=2 of [x, x -> linear(8)])  //~ N0301 "`sum` cannot join vector[4] and vector[8]"
}
