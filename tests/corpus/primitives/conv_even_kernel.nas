// An even kernel has its padding rounded down: the image loses a row and a column.
//@ shape Tiny = image[16, 7, 7]
//@ params Tiny = 192
//@ macs Tiny = 9408
//@ args Tiny first conv = padding_h: 0, padding_w: 0
space Tiny {
  input x: image[3, 8, 8]
  x -> conv(16, 2)
}
