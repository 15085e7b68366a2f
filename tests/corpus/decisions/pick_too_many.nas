// No more can be picked than there are.
space Tiny {
  input x: vector[4]
  sum(pick 3 of [x, x -> relu()])  //~ N0403 "3 of 2 items cannot be picked"
}
