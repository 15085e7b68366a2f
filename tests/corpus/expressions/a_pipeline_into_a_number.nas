// Only an operation takes a tensor.
space Tiny {
  input x: vector[4]
  x -> 3  //~ N0204 "an int cannot be applied"
}
