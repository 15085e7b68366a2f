// Only items that are there together must agree.
//@ count Tiny = 2
//@ shape Tiny = vector[4] | vector[8]
space Tiny {
  input x: vector[4]
  sum(pick 1 of [x, x -> linear(8)])
}
