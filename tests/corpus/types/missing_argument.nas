// A parameter without a default is given.
space Tiny {
  input x: vector[4]
  x -> a() -> linear()  //~ N0202 "`a` needs a value for `n`"
}
block a(x: vector, n: int) { x -> linear(n) }
