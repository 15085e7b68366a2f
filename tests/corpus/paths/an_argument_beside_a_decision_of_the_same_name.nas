// A decision of an argument and one inside of a cell keep apart, though their paths would be the same.
//@ count Tiny = 4
//@ paths Tiny = Cell.k, Cell.k#2
space Tiny {
  input x: image[1, 4, 4]
  x -> Cell(k: oneof [1, 3])
}
cell Cell(x: image, k: int) {
  let y = x -> conv(1, k)
  let k = oneof [1, 3]
  y -> conv(1, k)
}
