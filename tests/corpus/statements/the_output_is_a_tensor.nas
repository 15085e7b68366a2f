// A space ends in a tensor.
space Tiny {
  input x: vector[4]
  3  //~ N0201 "the value of a space is a tensor, not an int"
}
