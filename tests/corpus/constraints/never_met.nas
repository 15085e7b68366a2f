// A constraint that nothing meets is an error.
space Tiny {
  input x: vector[4]
  let n = oneof [1, 2, 3]
  x -> linear(n)
  require n > 3  //~ N0404 "no architecture of `Tiny` meets `n > 3`"
}
