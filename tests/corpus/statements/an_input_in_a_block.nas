// Inputs stand in a space.
space Tiny {
  input x: vector[4]
  x -> act()
}
block act(x: vector) {
  input y: vector[4]  //~ N0211 "an input cannot stand here"
  sum(x, y)
}
