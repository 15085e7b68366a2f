// A choice is between operations, or between values.
space Tiny {
  input x: vector[4]
  let a = oneof { wide: 8, relu: relu() }  //~ N0201 "a choice between an int and an operation"
  x -> a
}
