// Only a tensor flows into an operation.
space Tiny {
  input x: vector[4]
  3 -> relu()  //~ N0201 "expected a tensor, found int"
}
