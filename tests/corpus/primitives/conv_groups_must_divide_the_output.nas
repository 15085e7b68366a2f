// Groups divide the output channels too.
space Tiny {
  input x: image[4, 8, 8]
  x -> conv(7, groups: 2)  //~ N0304 "7 output channels cannot be divided by `groups: 2`"
}
