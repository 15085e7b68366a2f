// A definition may use itself as long as it ends: leaves at depth 0, 1 and 2.
//@ count Tiny = 3
space Tiny {
  input x: vector[4]
  x -> tree(2)
}
op tree(d: int) = if d == 0 { relu() } else { oneof { leaf: relu(), node: tree(d - 1) } }
