// `a implies b implies c` is `a implies (b implies c)`: only true, true, false breaks it.
//@ feasible Tiny = 7
space Tiny {
  input x: vector[4]
  let a = oneof [true, false]
  let b = oneof [true, false]
  let c = oneof [true, false]
  x -> linear(4, bias: a) -> linear(4, bias: b) -> linear(4, bias: c)
  require a implies b implies c
}
