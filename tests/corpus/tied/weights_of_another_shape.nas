// A later use needs weights of the shape of the first.
space Tiny {
  input x: vector[4]
  let turn = tied(linear(8))
  x -> turn -> turn  //~ N0306 "this `linear` needs other weights than the one that it is tied to"
}
