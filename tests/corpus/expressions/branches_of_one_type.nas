// The branches of an `if` are of one type.
space Tiny {
  input x: vector[4]
  let deep = oneof [true, false]
  let n = if deep { 3 } else { relu() }  //~ N0201 "a choice between an int and an operation"
  x -> linear(n)
}
