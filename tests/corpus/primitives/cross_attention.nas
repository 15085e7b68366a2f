// Queries and the way back have 2 * 8 * 6 weights, keys and values 2 * 4 * 6; 3 * 6 + 8 biases.
//@ shape Tiny = sequence[5, 8]
//@ params Tiny = 170
//@ macs Tiny = 1236
space Tiny {
  input x: sequence[5, 8]
  input memory: sequence[7, 4]
  x -> cross_attention(memory, heads: 2, head_dim: 3)
}
