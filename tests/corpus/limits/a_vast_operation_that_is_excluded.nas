// What a constraint excludes is no architecture, however large it would be.
//@ count Tiny = 2
//@ feasible Tiny = 1
space Tiny {
  input x: image[4, 8, 8]
  let kernel = oneof [3, 9007199254740991]  //~ N0904 "the constraints leave `kernel` one value: 3"
  require kernel < 100
  x -> conv(4, kernel)
}
