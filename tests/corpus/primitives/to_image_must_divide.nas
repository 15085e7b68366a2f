// The rows of an image are of one length.
space Tiny {
  input x: sequence[10, 3]
  x -> to_image(4)  //~ N0304 "10 positions cannot be divided by `height: 4`"
}
