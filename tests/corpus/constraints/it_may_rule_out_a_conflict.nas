// What a constraint rules out need not compose.
//@ count Tiny = 2
//@ feasible Tiny = 1
space Tiny {
  input x: vector[4]
  let n = oneof [4, 8]  //~ N0904 "the constraints leave `n` one value: 4"
  sum(x, x -> linear(n))
  require n == 4
}
