// The parameters of a cell may differ between the uses of an instance; its decisions do not.
//@ count Tiny = 2
//@ params Tiny normal.k=1 = 50
space Tiny {
  input x: image[1, 4, 4]
  let normal = Cell
  x -> normal(2) -> normal(8) -> normal(4)
}
cell Cell(x: image, c: int) {
  let k = oneof [1, 3]
  x -> conv(c, k)
}
