// A linear layer of a vector: 10 * 5 weights and 5 biases.
//@ shape Tiny = vector[5]
//@ params Tiny = 55
//@ macs Tiny = 50
space Tiny {
  input x: vector[10]
  x -> linear(5)
}
