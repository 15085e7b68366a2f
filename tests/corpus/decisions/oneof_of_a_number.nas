// A choice needs a list to choose from.
space Tiny {
  input x: vector[4]
  x -> linear(oneof 8)  //~ N0201 "expected a list to choose from, found int"
}
