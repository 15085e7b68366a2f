// Every instance of a cell has its own decisions.
//@ count Tiny = 4
//@ paths Tiny = normal.op, reduction.op
space Tiny {
  input x: vector[4]
  let normal = Cell
  let reduction = Cell
  x -> normal -> reduction -> normal
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
