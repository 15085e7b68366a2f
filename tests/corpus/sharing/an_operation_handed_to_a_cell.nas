// A decision that was made outside is the same inside of a cell.
//@ count Tiny = 2
//@ paths Tiny = act
space Tiny {
  input x: vector[4]
  let act = oneof { relu, tanh }
  let normal = Cell
  x -> normal(act) -> normal(act)
}
cell Cell(x: vector, inner: op) { x -> inner -> inner }
