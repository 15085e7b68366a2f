// Items may stand in any order.
//@ shape Tiny = vector[6]
const twice = 2 * once
space Tiny {
  input x: vector[4]
  x -> linear(twice)
}
const once = 3
