// The groups of a group normalisation divide the channels.
space Tiny {
  input x: image[4, 8, 8]
  x -> group_norm(3)  //~ N0304 "4 channels cannot be divided by `groups: 3`"
}
