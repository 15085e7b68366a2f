// A known number that is not whole is named.
block a(x: vector, n: int) { x -> linear(n) }
space Tiny {
  input x: vector[4]
  x -> a(7 / 2)  //~ N0201 "`n` takes int, not 3.5"
}
