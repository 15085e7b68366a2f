// A constraint that no choice meets is told what there is to choose.
space Tiny {
  input x: image[3, 8, 8]
  let a = oneof [1, 2]
  x -> conv(8 * a)
  require a == 3  //~ N0404 "no architecture of `Tiny` meets `a == 3`" help "`a` is one of 1, 2"
}
