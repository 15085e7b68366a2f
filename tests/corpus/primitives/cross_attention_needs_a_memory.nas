// One tensor asks, another one answers.
space Tiny {
  input x: sequence[5, 8]
  x -> cross_attention(heads: 2)  //~ N0202 "`cross_attention` takes 2 tensors, but is given 1"
}
