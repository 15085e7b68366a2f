// Channels become pixels, and pixels channels.
//@ shape Tiny = image[3, 8, 12]
//@ params Tiny = 0
space Tiny {
  input x: image[12, 4, 6]
  x -> pixel_shuffle(2)
}
//@ shape Back = image[27, 4, 2]
space Back {
  input x: image[3, 12, 6]
  x -> pixel_unshuffle(3)
}
