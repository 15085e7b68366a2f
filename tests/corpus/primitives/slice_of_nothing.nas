// Something is kept.
space Tiny {
  input x: image[3, 8, 8]
  x -> slice(oneof [1, 3])  //~ N0302
}
