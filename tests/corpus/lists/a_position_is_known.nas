// Which item is taken does not depend on a decision.
space Tiny {
  input x: vector[4]
  let n = oneof [0, 1]
  let sizes = [8, 16]
  x -> linear(sizes[n])  //~ N0201 "a position must not depend on a decision"
}
