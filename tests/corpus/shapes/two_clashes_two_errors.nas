// Clashes that have nothing to do with each other are both reported.
space Tiny {
  input x: image[3, 8, 8]
  let y = sum(x, x -> conv(4))  //~ N0301 "`sum` cannot join image[3, 8, 8] and image[4, 8, 8]"
  let z = sum(x, x -> conv(5))  //~ N0301 "`sum` cannot join image[3, 8, 8] and image[5, 8, 8]"
  x
}
