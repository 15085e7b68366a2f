// A flop is half of a multiply-accumulate: both constraints leave the same width.
//@ feasible Tiny = 1
space Tiny {
  input x: image[1, 2, 2]
  let width = oneof [2, 4, 6]  //~ N0904 "the constraints leave `width` one value: 2"
  x -> conv(width)
  require macs <= 72
  require flops <= 144
}
