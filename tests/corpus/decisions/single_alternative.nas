// A choice with one alternative decides nothing.
//@ count Tiny = 1
space Tiny {
  input x: vector[4]
  let width = oneof [8]  //~ N0902 "this choice has only one alternative"
  x -> linear(width) -> oneof { relu }  //~ N0902 "this choice has only one alternative"
}
