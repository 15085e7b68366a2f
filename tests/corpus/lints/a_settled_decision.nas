// A decision with one value left is said to be settled, and its other values go without a word.
space Tiny {
  input x: image[1, 4, 4]
  let width = oneof [2, 4, 8]  //~ N0904 "the constraints leave `width` one value: 2"
  let kernel = oneof [1, 3, 5]  //~ N0904 "the constraints leave `kernel` one value: 3"
  x -> conv(width, kernel)
  require params <= 20
  require kernel > 1
}
