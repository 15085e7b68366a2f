// Whole and real numbers may be mixed; the result is real.
//@ shape Tiny = vector[5]
space Tiny {
  input x: vector[4]
  x -> linear(round(2 + 2.6))
}
