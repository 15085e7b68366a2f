// What an instance chooses from is the same at all its uses.
space Tiny {
  input x: image[1, 4, 4]
  let normal = Cell
  x -> normal(4) -> normal(8)
}
cell Cell(x: image, c: int) {
  let width = oneof [c, 2 * c]  //~ N0407 "`normal.width` chooses from something else than at an earlier use of the cell"
  x -> conv(width)
}
