// A tied block is decided once, as a cell is.
//@ count Tiny = 6
//@ paths Tiny = turn.act, turn.wide
//@ params Tiny last = 32
space Tiny {
  input x: vector[4]
  let turn = tied(layer())
  x -> turn -> turn
}
block layer(x: vector) {
  let act = oneof { relu: relu(), tanh: tanh() }
  let wide = oneof [1, 2, 4]
  x -> linear(wide, bias: false) -> act -> linear(4, bias: false)
}
