// An instance inside of an instance belongs to it: a cell of cells.
//@ count Tiny = 4
//@ paths Tiny = outer.left.op, outer.right.op
space Tiny {
  input x: vector[4]
  let outer = Pair
  x -> outer -> outer
}
cell Pair(x: vector) {
  let left = Cell
  let right = Cell
  sum(x -> left, x -> right -> left)
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
