// A size is at least 1.
space Tiny {
  input x: vector[4]
  x -> linear(0)  //~ N0205 "`out` must be at least 1, not 0"
}
