// A cell's weights are new at every application.
//@ params Tiny = 18
space Tiny {
  input x: image[1, 2, 2]
  let shared = Cell
  x -> shared -> shared
}
cell Cell(x: image) { x -> conv(1) }
