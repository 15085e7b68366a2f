// There are no more arguments than parameters.
space Tiny {
  input x: vector[4]
  x -> linear(4, true, 5)  //~ N0203 "`linear` has only 2 parameters"
}
