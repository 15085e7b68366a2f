// A recursion that ends may still ask for too much: a tree of depth 40 has a million million leaves.
space Tiny {
  input x: vector[4]
  x -> tree(40)
}
op tree(d: int) = if d == 0 { relu() } else { oneof { leaf: relu(), node: node(d - 1) } }  //~ N0409 "this space is too large"
block node(x: vector, d: int) { sum(x -> tree(d), x -> tree(d)) }
