// Parameters may be given where the instance is made.
//@ shape Tiny = image[8, 4, 4]
//@ count Tiny = 2
space Tiny {
  input x: image[1, 4, 4]
  let normal = Cell(8)
  x -> normal -> normal
}
cell Cell(x: image, c: int) { x -> conv(c, oneof [1, 3]) }
