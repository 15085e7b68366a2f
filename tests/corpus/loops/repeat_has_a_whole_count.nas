// An operation is repeated a whole number of times.
space Tiny {
  input x: vector[4]
  x -> repeat(2.5) { relu() } -> repeat("two") { relu() }  //~ N0201 "expected int, found a number that is not whole"
}
