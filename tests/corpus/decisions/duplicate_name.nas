// A name is offered once.
space Tiny {
  input x: vector[4]
  x -> oneof { act: relu(), act: tanh() }  //~ N0402 "`act` is offered twice"
}
