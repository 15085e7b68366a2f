// A block that is handed to a cell decides where the cell applies it, once per instance.
//@ count Tiny = 4
space Tiny {
  input x: vector[4]
  let normal = Cell
  x -> normal(act()) -> normal(act())
}
cell Cell(x: vector, inner: op) { x -> inner -> inner }
block act(x: vector) { x -> oneof { relu, tanh } }
