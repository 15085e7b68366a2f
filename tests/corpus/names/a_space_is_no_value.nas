// A space is not used like a value.
space Tiny {
  input x: vector[4]
  x -> Other  //~ N0201 "expected a value, found space"
}
space Other {
  input x: vector[4]
  x -> relu()
}
