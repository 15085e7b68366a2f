// A constraint that holds whatever is decided excludes nothing.
space Tiny {
  input x: image[1, 4, 4]
  let width = oneof [2, 4, 8]
  x -> conv(width)
  require width <= 8  //~ N0905 "every architecture of `Tiny` meets `width <= 8`"
  require params <= 10k  //~ N0905 "every architecture of `Tiny` meets `params <= 10k`"
  require params >= 2 and flops <= 1M  //~ N0905 "every architecture of `Tiny` meets `params >= 2`"  //~ N0905 "every architecture of `Tiny` meets `flops <= 1M`"
}
