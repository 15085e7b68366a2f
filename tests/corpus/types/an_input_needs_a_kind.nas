// An input is a tensor.
space Tiny {
  input x: int  //~ N0201 "expected a kind of tensor, such as `image`, found int"
  x
}
