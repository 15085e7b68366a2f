// What is repeated is an operation.
space Tiny {
  input x: vector[4]
  x -> repeat(2) { 3 }  //~ N0201 "expected an operation, found int"
}
