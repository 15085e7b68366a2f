// The width of the heads may be given: 4 * 8 * 6 weights and 3 * 6 + 8 biases.
//@ shape Tiny = sequence[5, 8]
//@ params Tiny = 218
//@ macs Tiny = 1260
space Tiny {
  input x: sequence[5, 8]
  x -> attention(2, head_dim: 3)
}
