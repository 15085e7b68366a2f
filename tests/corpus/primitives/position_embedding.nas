// A position embedding adds a vector per position.
//@ shape Tiny = sequence[12, 16]
//@ params Tiny = 192
space Tiny {
  input x: sequence[12, 16]
  x -> position_embedding()
}
