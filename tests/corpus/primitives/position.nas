// A position of a sequence is a vector.
//@ shape Tiny = vector[16]
space Tiny {
  input x: sequence[4, 16]
  x -> position(3)
}
