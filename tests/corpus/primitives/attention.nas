// Attention projects to queries, keys, values and back, and multiplies every position with every other.
//@ shape Tiny = sequence[5, 8]
//@ params Tiny = 288
//@ macs Tiny = 1680
//@ args Tiny first attention = heads: 2, head_dim: 4, bias: true, causal: false
space Tiny {
  input x: sequence[5, 8]
  x -> attention(2)
}
