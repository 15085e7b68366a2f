// A constraint on a cost holds for the network as built: widths of 2 and 4 have 18 and 36 weights.
//@ count Tiny = 3
//@ feasible Tiny = 2
space Tiny {
  input x: image[1, 2, 2]
  let width = oneof [2, 4, 6]  //~ N0903 "no feasible architecture takes 6"
  x -> conv(width)
  require params <= 36
}
