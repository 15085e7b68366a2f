// Images are put behind each other by their channels.
//@ shape Tiny = image[8, 8, 8]
space Tiny {
  input x: image[3, 8, 8]
  concat(x, x -> conv(5))
}
