// What a constraint rules out need not compose.
//@ count Tiny = 2
//@ feasible Tiny = 1
space Tiny {
  input x: vector[4]
  let n = oneof [4, 8]
  sum(x, x -> linear(n))
  require n == 4
}
