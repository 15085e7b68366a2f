// A choice of several is a `oneof`.
space Tiny {
  input x: vector[4]
  x -> linear(4) -> maybe { a: relu(), b: tanh() }  //~ N0211 "a record cannot stand here" help "`maybe` takes one operation; a choice of several is `oneof { … }`"
}
