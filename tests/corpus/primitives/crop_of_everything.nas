// A crop leaves something.
space Tiny {
  input x: image[3, 8, 8]
  x -> crop(top: 4, bottom: 4)  //~ N0302 "`crop` leaves nothing of image[3, 8, 8]: the height would be 0"
}
