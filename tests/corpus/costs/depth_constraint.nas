// The depth of a repeated layer follows the number of turns.
//@ feasible Tiny = 2
space Tiny {
  input x: image[1, 2, 2]
  x -> repeat(oneof 1..=4) { conv(1) }  //~ N0903 "no feasible architecture takes 3 or 4"
  require depth <= 2
}
