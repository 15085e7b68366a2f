// A definition that uses itself without end is stopped.
space Tiny {
  input x: vector[4]
  x -> tree(1)
}
op tree(d: int) = oneof { leaf: relu(), node: tree(d + 1) }  //~ N0410 "`tree` applies itself more than 200 deep"
