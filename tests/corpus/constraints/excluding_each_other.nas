// Constraints that exclude each other are named, and no others.
space Tiny {
  input x: vector[4]
  let a = oneof [1, 2, 3]
  let b = oneof [1, 2, 3]
  x -> linear(a) -> linear(b)
  require a < b  //~ N0405 "no architecture of `Tiny` meets these 2 constraints together"
  require a <= 2
  require b < a
}
