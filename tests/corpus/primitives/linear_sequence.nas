// A linear layer of a sequence is applied at every position with the same weights.
//@ shape Tiny = sequence[7, 5]
//@ params Tiny = 55
//@ macs Tiny = 350
space Tiny {
  input x: sequence[7, 10]
  x -> linear(5)
}
