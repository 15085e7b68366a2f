// An argument is given once.
space Tiny {
  input x: vector[4]
  let mine = a(2)
  let y = x -> linear(4, out: 5)  //~ N0212 "`out` is given twice"
  let z = x -> mine(n: 3)  //~ N0212 "`n` is given twice"
  x
}
block a(x: vector, n: int) { x -> linear(n) }
