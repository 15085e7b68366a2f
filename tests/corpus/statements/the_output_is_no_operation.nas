// An operation that is not applied is no output.
space Tiny {
  input x: vector[4]
  relu() -> tanh()  //~ N0201 "the value of a space is a tensor, not an operation"
}
