// Two places in a cell are two decisions, even where every use comes by one of them only.
//@ count Tiny = 6
//@ paths Tiny = normal.kernel, normal.kernel#2
space Tiny {
  input x: image[1, 4, 4]
  let normal = Cell
  x -> normal(4) -> normal(8)
}
cell Cell(x: image, c: int) {
  if c == 4 {
    let kernel = oneof [1, 3]
    x -> conv(c, kernel)
  } else {
    let kernel = oneof [1, 3, 5]
    x -> conv(c, kernel)
  }
}
