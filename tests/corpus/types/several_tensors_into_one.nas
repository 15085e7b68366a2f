// An operation on one tensor does not take several.
space Tiny {
  input x: vector[4]
  [x, x] -> relu()  //~ N0203 "`relu` takes 1 tensor, but is given 2"
}
