// A cell that is named at the place of its use is an instance of its own.
//@ count Tiny = 4
//@ paths Tiny = Cell.op, Cell#2.op
space Tiny {
  input x: vector[4]
  x -> Cell -> Cell
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
