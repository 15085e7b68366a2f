// An alternative is named by its label; what is decided inside of it goes without a word.
space Tiny {
  input x: image[4, 4, 4]
  let op = oneof { skip: identity(), small: conv(4, 1), wide: conv(64, oneof [3, 5]) -> conv(4) }  //~ N0903 "no feasible architecture takes `wide`"
  let last = oneof { one: conv(4, 1), three: conv(4, 3) }
  x -> op -> last
  require params <= 170
}
