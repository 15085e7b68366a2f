// What follows from a clash is not reported again.
space Tiny {
  input x: image[3, 8, 8]
  let y = sum(x, x -> conv(4))  //~ N0301 "`sum` cannot join image[3, 8, 8] and image[4, 8, 8]"
  let z = sum(y, y -> conv(8))
  concat(z, x) -> group_norm(5)
}
