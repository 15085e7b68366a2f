// The features of the first are the positions of the second.
space Tiny {
  input x: sequence[4, 16]
  x -> matmul(x)  //~ N0301
}
