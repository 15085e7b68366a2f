// Nothing cannot be tied.
space Tiny {
  input x: vector[4]
  let step = tied()  //~ N0202 "`tied` needs a value for `op`"
  x -> step
}
