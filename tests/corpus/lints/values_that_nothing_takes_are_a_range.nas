// Of values in a row the first and the last are named.
space Tiny {
  input x: image[1, 4, 4]
  let width = oneof 1..=8  //~ N0903 "no feasible architecture takes 3 to 8"
  let kernel = oneof [3, 5]
  x -> conv(width, kernel)
  require params < 27
}
