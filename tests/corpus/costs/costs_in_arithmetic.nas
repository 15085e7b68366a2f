// Costs are numbers: they add up, divide and compare with each other.
//@ feasible Tiny = 2
space Tiny {
  input x: image[1, 2, 2]
  let width = oneof [2, 4, 6]
  x -> conv(width)
  require params + macs / 4 <= 72
  require macs == 4 * params  //~ N0905 "every architecture of `Tiny` meets `macs == 4 * params`"
}
