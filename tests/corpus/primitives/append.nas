// Sequences follow each other in time; a vector is one more position.
//@ shape Tiny = sequence[11, 8]
//@ params Tiny = 0
space Tiny {
  input x: sequence[5, 8]
  append(x, x -> position(2), x)
}
