// A definition takes as many tensors as it has.
space Tiny {
  input x: vector[4]
  x -> both()  //~ N0202 "`both` takes 2 tensors, but is given 1"
}
block both(a: vector, b: vector) { sum(a, b) }
