// Where it does not divide evenly, a quotient is no whole number.
space Tiny {
  input x: vector[4]
  x -> linear(7 / 2)  //~ N0201 "expected int, found a number that is not whole"
}
