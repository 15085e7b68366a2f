// The vectors have as many features as those of the table.
space Tiny {
  input x: sequence[5, 3]
  x -> embedding(10, 4)  //~ N0301 "`embedding` has `features: 4`, but is given 3 features"
}
