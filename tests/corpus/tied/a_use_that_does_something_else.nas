// A later use does what the first does.
space Tiny {
  input x: vector[4]
  let turn = tied(layer())
  x -> turn -> slice(to: 2) -> turn  //~ N0306 "a tied operation does something else here than at its first use"
}
block layer(x: vector) {
  if x.features == 4 { x -> tanh() } else { x -> relu() }
}
