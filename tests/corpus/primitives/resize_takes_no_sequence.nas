// A sequence has no sides.
space Tiny {
  input x: sequence[4, 16]
  x -> resize(8)  //~ N0303 "`resize` does not take `sequence`"
}
