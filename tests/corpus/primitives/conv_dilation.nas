// Dilation widens the reach, and the computed padding follows it.
//@ shape Tiny = image[16, 8, 8]
//@ params Tiny = 432
//@ args Tiny first conv = padding_h: 2, dilation: 2
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16, dilation: 2)
}
