// A size that leaves 64 bits is no size.
space Tiny {
  input x: image[3000000, 3000000, 3000000]
  x -> flatten() -> linear(10)  //~ N0207 "`flatten` is too large: the size of its result does not fit into 64 bits"
}
