// What is appended has as many features.
space Tiny {
  input x: sequence[5, 8]
  append(x, x -> linear(4))  //~ N0301 "`append` cannot join sequence[5, 8] and sequence[5, 4]"
}
