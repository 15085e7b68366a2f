// An `if` that is used as a value has one in every case.
space Tiny {
  input x: vector[4]
  let deep = oneof [true, false]
  let y = if deep { x -> relu() }  //~ N0208 "this `if` has no value"
  y -> tanh()
}
