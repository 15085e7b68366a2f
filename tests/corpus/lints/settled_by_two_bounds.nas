// What bounds exclude only together is found too.
space Tiny {
  input x: image[1, 4, 4]
  let width = oneof [2, 4, 8]  //~ N0904 "the constraints leave `width` one value: 4"
  let stride = oneof [1, 2]  //~ N0904 "the constraints leave `stride` one value: 2"
  x -> conv(width, stride: stride)
  require params >= 30
  require macs <= 150
}
