// Where two choices do not fit together, the smallest clash is shown.
space Tiny {
  input x: image[3, 8, 8]
  let a = oneof [16, 32]
  let b = oneof [16, 32]
  let y = x -> conv(a)
  let z = x -> conv(b)
  sum(y, z)  //~ N0301 "`sum` cannot join image[16, 8, 8] and image[32, 8, 8]"
}
