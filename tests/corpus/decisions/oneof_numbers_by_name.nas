// Alternatives may be numbers; then the decision is their value.
//@ count Tiny = 2
//@ domain Tiny width = narrow | wide
//@ shape Tiny width=wide = vector[32]
//@ feasible Tiny = 1
space Tiny {
  input x: vector[4]
  let width = oneof { narrow: 8, wide: 32 }  //~ N0904 "the constraints leave `width` one value: wide"
  x -> linear(width)
  require width is wide
  require width >= 16
}
