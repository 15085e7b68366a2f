// Each is tied by itself.
space Tiny {
  input x: vector[4]
  let step = tied(linear(4), relu())  //~ N0203 "`tied` has only 1 parameter"
  x -> step
}
