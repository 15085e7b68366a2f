// An instance of a cell decides once, wherever it is applied.
//@ count Tiny = 2
//@ paths Tiny = normal.op
//@ layers Tiny normal.op=tanh = input tanh tanh
space Tiny {
  input x: vector[4]
  let normal = Cell
  x -> normal -> normal
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
