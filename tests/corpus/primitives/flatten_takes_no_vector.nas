// A vector is flat already.
space Tiny {
  input x: vector[3]
  x -> flatten()  //~ N0303 "`flatten` does not take `vector`"
}
