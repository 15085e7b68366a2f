// An instance that is made in a loop is new in every turn; one that is made outside is shared.
//@ count Tiny = 8
space Tiny {
  input x: vector[4]
  let shared = Cell
  x -> repeat(2) {
    let own = Cell
    shared -> own
  }
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
