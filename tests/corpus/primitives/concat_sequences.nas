// Sequences of one length are put behind each other by their features.
//@ shape Tiny = sequence[7, 14]
space Tiny {
  input x: sequence[7, 10]
  concat(x, x -> linear(4))
}
