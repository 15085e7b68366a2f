// The groups of a shuffle divide the channels.
space Tiny {
  input x: image[3, 8, 8]
  x -> channel_shuffle()  //~ N0304 "3 channels cannot be divided by `groups: 2`"
}
