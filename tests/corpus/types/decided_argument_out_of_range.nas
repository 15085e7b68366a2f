// A size is at least 1 in every architecture.
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2, 3]
  x -> linear(n - 2)  //~ N0205 "`out` must be at least 1, not -1"
}
