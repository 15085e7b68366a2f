// The size of an input is no decision, and at least 1.
space Tiny {
  let n = oneof [8, 16]
  input x: vector[n]  //~ N0201 "the size of an input must not depend on a decision"
  input y: vector[0]  //~ N0205 "a dimension must be at least 1, not 0"
  x -> relu()
}
