// A number that is too large has no value.
space Tiny {
  input x: vector[4]
  x -> linear(9000000000000000 * 9000000000000000)  //~ N0207 "this calculation has no result"
}
