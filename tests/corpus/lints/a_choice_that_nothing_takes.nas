// A value that constraints exclude in every architecture is offered in vain.
//@ count Tiny = 9
//@ feasible Tiny = 5
space Tiny {
  input x: image[1, 4, 4]
  let width = oneof [2, 4, 32]  //~ N0903 "no feasible architecture takes 32"
  let depth = oneof 1..=3
  x -> conv(width, 1) -> repeat(depth) { conv(width, 1) }
  require params <= 40
}
