// `not` binds tighter than `and`, `and` than `or`, `or` than `implies`.
//@ count Tiny = 8
//@ feasible Tiny = 6
space Tiny {
  input x: vector[4]
  let a = oneof [true, false]
  let b = oneof [true, false]
  let c = oneof [true, false]
  x -> linear(4, bias: a) -> linear(4, bias: b) -> linear(4, bias: c)
  require a or not b and c implies c
}
