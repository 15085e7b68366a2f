// A constraint that only others make hold is no waste: on its own it would exclude something.
//@ feasible Tiny = 2
space Tiny {
  input x: image[1, 4, 4]
  let width = oneof [2, 4]
  let kernel = oneof [1, 3]
  x -> conv(width, kernel)
  require width == 2 or kernel == 1
  require width == 4 or kernel == 3
  require params <= 30
}
