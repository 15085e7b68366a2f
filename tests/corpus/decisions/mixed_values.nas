// The values of a choice are of one type.
space Tiny {
  input x: vector[4]
  let a = oneof [8, "wide"]  //~ N0201 "a choice between an int and a str"
  x -> linear(a)
}
