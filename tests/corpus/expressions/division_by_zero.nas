// Nothing is divided by zero.
space Tiny {
  input x: vector[4]
  x -> linear(4 / (2 - 2))  //~ N0207 "this calculation has no result"
}
