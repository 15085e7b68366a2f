// No more is kept than there is, whatever is decided.
space Tiny {
  input x: image[3, 8, 8]
  let width = oneof [2, 4]
  x -> slice(to: width)  //~ N0205 "`slice` takes 4 channels of image[3, 8, 8], which has fewer"
}
