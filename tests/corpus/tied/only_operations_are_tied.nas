// A number has no weights.
space Tiny {
  input x: vector[4]
  let step = tied(3)  //~ N0201 "`op` takes an operation, not int"
  x -> linear(step)
}
