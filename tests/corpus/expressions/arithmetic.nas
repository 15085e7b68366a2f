// Products bind tighter than sums, and minus is left-associative: 2 + 3 * 4 - 1 - 2 = 11.
//@ shape Tiny = vector[11]
space Tiny {
  input x: vector[4]
  x -> linear(2 + 3 * 4 - 1 - 2)
}
