// Flattening an image makes a vector of all its elements.
//@ shape Tiny = vector[48]
space Tiny {
  input x: image[3, 4, 4]
  x -> flatten()
}
