// A loop that is used as a value has one in every turn.
space Tiny {
  input x: vector[4]
  sum(for i in 0..2 { let y = x })  //~ N0208 "the body of this loop has no value"
}
