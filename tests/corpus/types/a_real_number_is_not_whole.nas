// A real number is no size.
space Tiny {
  input x: vector[4]
  x -> linear(2.0)  //~ N0201 "expected int, found the real number 2.0"
}
