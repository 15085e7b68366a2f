// A step is at least 1.
space Tiny {
  input x: vector[4]
  let a = 1..4 step 0  //~ N0205 "the step of a range must be at least 1"
  x
}
