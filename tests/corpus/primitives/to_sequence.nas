// An image becomes a sequence of its positions.
//@ shape Tiny = sequence[16, 3]
space Tiny {
  input x: image[3, 4, 4]
  x -> to_sequence()
}
