// One architecture in which it does not divide is enough.
space Tiny {
  input x: vector[4]
  let n = oneof [4, 7, 8]
  x -> linear(n / 2)  //~ N0201 "`out` must be a whole number, not 3.5"
}
