// A kernel that does not fit leaves nothing of the image.
space Tiny {
  input x: image[3, 4, 4]
  x -> conv(8, 7, padding: 0)  //~ N0302 "`conv` leaves nothing of image[3, 4, 4]: the height would be -2"
}
