// A cell may have several inputs, before its parameters.
//@ count Tiny = 2
//@ shape Tiny = image[16, 4, 4]
space Tiny {
  input a: image[1, 4, 4]
  input b: image[2, 4, 4]
  let normal = Cell
  let c = normal(a, b, c: 16)
  normal(b, c, c: 16)
}
cell Cell(a: image, b: image, c: int) {
  let k = oneof [1, 3]
  sum(a -> conv(c, k), b -> conv(c, k))
}
