// A parameter may promise its dimensions.
//@ shape Tiny = vector[4]
space Tiny {
  input x: vector[4]
  x -> a(4)
}
block a(x: vector[n], n: int) { x -> linear(n) }
