// Tokens have no features.
space Tiny {
  input x: tokens[8]
  x -> slice(1)  //~ N0303
}
