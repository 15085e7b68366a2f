// A parameter with a default may be left out; a default may use earlier parameters.
//@ shape Tiny = vector[12]
space Tiny {
  input x: vector[4]
  x -> a(2) -> a(3, 4)
}
block a(x: vector, n: int, m: int = 2 * n) { x -> linear(n * m) }
