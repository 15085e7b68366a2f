// A choice between whole and real numbers is whole where it takes a whole one.
space Tiny {
  input x: vector[4]
  let n = oneof [8, 8.5]
  x -> linear(n)  //~ N0201 "`out` must be a whole number, not 8.5"
}
