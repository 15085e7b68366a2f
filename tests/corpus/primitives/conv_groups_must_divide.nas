// Groups divide the input channels.
space Tiny {
  input x: image[4, 8, 8]
  x -> conv(6, groups: 3)  //~ N0304 "4 input channels cannot be divided by `groups: 3`"
}
