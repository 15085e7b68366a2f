// A later use needs weights of the shape of the first.
space Tiny {
  input x: vector[4]
  let step = tied(linear(8))
  x -> step -> step  //~ N0306 "this `linear` needs other weights than the one that it is tied to"
}
