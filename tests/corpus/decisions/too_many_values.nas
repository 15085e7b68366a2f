// A choice holds at most 100,000 values.
space Tiny {
  input x: vector[4]
  x -> linear(oneof 1..=200000)  //~ N0409 "a choice between 200000 values is too large"
}
