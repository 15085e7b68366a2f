// A number of trials stands in a budget.
space Tiny {
  input x: vector[4]
  let a = 64 trials  //~ N0211 "a number of trials cannot stand here"
  x
}
