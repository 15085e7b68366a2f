// Group normalisation has a scale and a shift per channel, however many groups there are.
//@ params Tiny = 8
space Tiny {
  input x: image[4, 8, 8]
  x -> group_norm(2)
}
