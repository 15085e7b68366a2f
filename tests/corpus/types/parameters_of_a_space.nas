// A space may have parameters with defaults.
//@ shape Tiny = vector[16]
space Tiny(width: int = 16) {
  input x: vector[4]
  x -> linear(width)
}
