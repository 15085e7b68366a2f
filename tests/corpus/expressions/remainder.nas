// `%` is the remainder, with the sign of the divisor.
//@ shape Tiny = vector[5]
space Tiny {
  input x: vector[4]
  x -> linear(7 % 4 + (0 - 1) % 3)
}
