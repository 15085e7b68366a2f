// A side of 7 becomes 4 at stride 2.
//@ shape Tiny = image[2, 4, 5]
space Tiny {
  input x: image[1, 7, 9]
  x -> conv(2, stride: 2)
}
