// A range of a billion values is not written out.
space Tiny {
  input x: image[4, 8, 8]
  x -> conv(oneof 1..=1000000000)  //~ N0409 "this space is too large"
}
