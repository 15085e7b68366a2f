// Groups divide the channels before and after.
space Tiny {
  input x: image[4, 8, 8]
  x -> conv_transpose(6, groups: 3)  //~ N0304 "4 input channels cannot be divided by `groups: 3`"
}
space Small {
  input x: image[4, 8, 8]
  x -> conv_transpose(6, groups: 4)  //~ N0304 "6 output channels cannot be divided by `groups: 4`"
}
