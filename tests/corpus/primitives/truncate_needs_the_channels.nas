// No more channels remain than there are, whatever is decided.
space Tiny {
  input x: image[3, 8, 8]
  let width = oneof [2, 4]
  x -> truncate(width)  //~ N0205 "`truncate` takes 4 channels of image[3, 8, 8], which has fewer"
}
