// A tensor has the fields of its kind only.
space Tiny {
  input x: vector[4]
  x -> linear(x.channels)  //~ N0107 "a vector has no field `channels`"
}
