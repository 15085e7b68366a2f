// One alternative that does not keep the shape is enough.
space Tiny {
  input x: image[3, 8, 8]
  sum(x, x -> oneof { conv: conv(3), down: conv(3, stride: 2) })  //~ N0301 "`sum` cannot join image[3, 8, 8] and image[3, 4, 4]"
}
