// Heads divide the features, unless their width is given.
space Tiny {
  input x: sequence[5, 8]
  x -> attention(3)  //~ N0304 "8 features cannot be divided by `heads: 3`"
}
