// A merge of nothing at all is an error.
space Tiny {
  input x: vector[4]
  sum([])  //~ N0305 "`sum` has nothing to join"
}
