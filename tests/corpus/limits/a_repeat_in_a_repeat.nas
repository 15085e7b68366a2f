// A million times a million operations are too many, and the loop that is to blame is named.
space Tiny {
  input x: image[4, 8, 8]
  x -> repeat(1000000) { repeat(1000000) { conv(4) } }  //~ N0409 "this space is too large"
}
