// An input has the dimensions of its kind.
space Tiny {
  input x: image[3, 8]  //~ N0201 "expected `image[channels, height, width]`, found 2 dimensions"
  x -> conv(3)
}
