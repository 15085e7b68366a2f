// A transposed convolution is one of images.
space Tiny {
  input x: sequence[4, 8]
  x -> conv_transpose(8)  //~ N0303 "`conv_transpose` does not take `sequence`"
}
