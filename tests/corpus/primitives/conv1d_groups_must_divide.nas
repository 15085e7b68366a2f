// Groups divide the features before and after.
space Tiny {
  input x: sequence[5, 8]
  x -> conv1d(6, groups: 4)  //~ N0304 "6 output features cannot be divided by `groups: 4`"
}
