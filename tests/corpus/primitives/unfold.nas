// The pixels of a window are features, and positions are pixels again.
//@ shape Tiny = image[27, 4, 4]
space Tiny {
  input x: image[3, 8, 8]
  x -> unfold(3, stride: 2) -> to_image(4)
}
