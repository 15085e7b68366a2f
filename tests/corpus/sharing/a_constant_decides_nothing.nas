// A constant is the same in every architecture.
const width = oneof [8, 16]  //~ N0211 "a decision cannot stand here"
space Tiny {
  input x: vector[4]
  x -> linear(width)
}
