// Sines and cosines are no parameters.
//@ shape Tiny = sequence[5, 8]
//@ params Tiny = 0
space Tiny {
  input x: sequence[5, 8]
  x -> position_encoding()
}
