// The pixels in the place of one divide the channels.
space Tiny {
  input x: image[6, 8, 8]
  x -> pixel_shuffle(2)  //~ N0304 "6 channels cannot be divided by `factor * factor: 4`"
}
