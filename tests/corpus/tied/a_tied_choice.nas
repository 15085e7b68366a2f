// A tied choice is one decision.
//@ count Tiny = 2
//@ paths Tiny = turn
//@ params Tiny first = 20
//@ params Tiny last = 22
space Tiny {
  input x: vector[4]
  let turn = tied(oneof { plain: linear(4), deep: linear(2) -> linear(4) })
  x -> turn -> turn
}
