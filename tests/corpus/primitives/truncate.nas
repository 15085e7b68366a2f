// Truncation keeps the first channels.
//@ shape Tiny = image[2, 8, 8]
space Tiny {
  input x: image[3, 8, 8]
  x -> truncate(2)
}
