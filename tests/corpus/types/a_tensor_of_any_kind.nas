// `tensor` is any kind.
//@ shape Tiny = vector[4]
space Tiny {
  input x: vector[4]
  x -> a()
}
block a(x: tensor) { x -> relu() }
