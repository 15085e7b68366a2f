// A cost may be bound under a condition over decisions.
//@ feasible Tiny = 4
space Tiny {
  input x: image[1, 2, 2]
  let width = oneof [2, 4, 6]
  let small = oneof [true, false]
  x -> conv(width)
  require small implies params <= 20
}
