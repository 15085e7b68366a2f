// What may be left out keeps the shape, where that matters.
space Tiny {
  input x: vector[4]
  sum(x, x -> maybe linear(8))  //~ N0301 "`sum` cannot join vector[4] and vector[8]"
}
