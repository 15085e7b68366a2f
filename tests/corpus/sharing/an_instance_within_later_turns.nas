// A use in every turn of a loop of decided length makes the decisions wherever there is a turn: 1 + 2 + 2.
//@ count Tiny = 5
space Tiny {
  input x: vector[4]
  let shared = Cell
  x -> repeat(oneof 0..=2) { shared }
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
