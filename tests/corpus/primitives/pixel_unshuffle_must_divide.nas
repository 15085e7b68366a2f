// Rows and columns come out even.
space Rows {
  input x: image[3, 7, 8]
  x -> pixel_unshuffle(2)  //~ N0304 "7 rows cannot be divided by `factor: 2`"
}
space Columns {
  input x: image[3, 8, 7]
  x -> pixel_unshuffle(2)  //~ N0304 "7 columns cannot be divided by `factor: 2`"
}
