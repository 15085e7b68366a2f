// Nothing is divided by zero in any architecture.
space Tiny {
  input x: vector[4]
  let n = oneof [0, 1, 2]
  x -> linear(floor(8 / n) + 1)  //~ N0207 "this divides by zero"
}
