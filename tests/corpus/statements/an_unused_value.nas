// A second value in a block is an oversight.
space Tiny {
  input x: vector[4]
  x -> relu()  //~ N0209 "nothing uses this value"
  x -> tanh()
}
