// A definition has a value.
space Tiny {
  input x: vector[4]
  x -> act()
}
block act(x: vector) {  //~ N0208 "`act` has no value"
  let y = x -> relu()
}
