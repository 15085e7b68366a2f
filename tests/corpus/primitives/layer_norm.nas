// Layer normalisation has a scale and a shift per feature.
//@ shape Tiny = sequence[7, 10]
//@ params Tiny = 20
space Tiny {
  input x: sequence[7, 10]
  x -> layer_norm()
}
