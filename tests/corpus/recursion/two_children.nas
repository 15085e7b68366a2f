// With two children the number of trees is 1 + the square of the number below: 1, 2, 5, 26.
//@ count Tiny = 26
space Tiny {
  input x: vector[4]
  x -> tree(3)
}
op tree(d: int) = if d == 0 { relu() } else { oneof { leaf: relu(), node: tree(d - 1) -> tree(d - 1) } }
