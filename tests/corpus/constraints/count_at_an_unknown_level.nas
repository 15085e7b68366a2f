// The alternative exists, but not there.
space Tiny {
  input x: vector[4]
  let token = x -> oneof { relu, tanh }
  token -> oneof { light: relu(), none: identity() }
  require count(mixer.light) <= 1  //~ N0406 "nothing at `mixer` has an alternative `light`"
}
