// A value is offered once; `8` and `8.0` are the same.
space Tiny {
  input x: vector[4]
  let a = oneof [8, 16, 8]  //~ N0402 "`8` is offered twice"
  let b = oneof [8, 8.0]  //~ N0402 "`8.0` is offered twice"
  x -> linear(a) -> dropout(b / 10)
}
