// Operations of a list are numbered.
//@ domain Tiny act = 0 | 1
//@ layers Tiny act=1 = input tanh
space Tiny {
  input x: vector[4]
  let act = oneof [relu(), tanh()]
  x -> act
}
