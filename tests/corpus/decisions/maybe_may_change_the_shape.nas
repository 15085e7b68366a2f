// What may be left out may change the shape, where nothing depends on it.
//@ shape Tiny = vector[4] | vector[8]
space Tiny {
  input x: vector[4]
  x -> maybe linear(8)
}
