// An operation is not repeated less than zero times.
space Tiny {
  input x: vector[4]
  let n = oneof [-1, 2]
  x -> repeat(n) { relu() }  //~ N0205 "the count must be at least 0, not -1"
}
