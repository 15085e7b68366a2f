// A loop that is too large says so.
space Tiny {
  input x: vector[4]
  x -> repeat(5000000) { relu() }  //~ N0409 "this space is too large: it takes over 500,000 operations or 1,000,000 steps"
}
