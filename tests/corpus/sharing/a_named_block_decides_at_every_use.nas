// That holds for a block that was given a name, too: only a cell has instances.
//@ count Tiny = 4
space Tiny {
  input x: vector[4]
  let mine = act()
  x -> mine -> mine
}
block act(x: vector) { x -> oneof { relu, tanh } }
