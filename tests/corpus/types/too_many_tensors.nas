// A definition takes no more tensors than it has.
space Tiny {
  input x: vector[4]
  [x, x] -> one()  //~ N0203 "`one` takes 1 tensor, but is given 2"
}
block one(a: vector) { a }
