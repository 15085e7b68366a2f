// A decision may be made by no architecture although nothing else is in vain.
space Tiny {
  input x: image[1, 4, 4]
  let a = oneof [1, 2]
  let b = oneof [1, 2]
  let kernel = if a + b == 4 { oneof [1, 3] } else { 1 }  //~ N0903 "no feasible architecture makes this decision"
  x -> conv(a, kernel) -> conv(b)
  require a * b < 4
}
