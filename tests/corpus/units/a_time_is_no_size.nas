// A time is no size.
space Tiny {
  input x: vector[4]
  x -> linear(4s)  //~ N0201 "`out` takes int, not duration"
}
