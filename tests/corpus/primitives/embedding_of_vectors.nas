// Of vectors a table gives their products with the vectors of all tokens.
//@ shape Tiny = sequence[5, 10]
//@ params Tiny = 40
//@ macs Tiny = 200
space Tiny {
  input x: sequence[5, 4]
  x -> embedding(10, 4)
}
