// A default that decides does so at every use.
//@ count Tiny = 4
//@ paths Tiny = n, n#2
space Tiny {
  input x: vector[4]
  x -> a() -> a() -> a(3)
}
block a(x: vector, n: int = oneof [1, 2]) { x -> linear(n) }
