// A padding can leave nothing of the result.
space Tiny {
  input x: image[3, 2, 8]
  x -> conv_transpose(8, 2, stride: 2, padding: 2)  //~ N0302 "`conv_transpose` leaves nothing of image[3, 2, 8]: the height would be 0"
}
