// A name that nothing has is unknown; a similar one is suggested.
space Tiny {
  input x: vector[4]
  x -> rellu()  //~ N0101 "there is nothing named `rellu`"
}
