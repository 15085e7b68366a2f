// A loop may take its items apart.
//@ layers Tiny first = input linear relu linear tanh
//@ shape Tiny = vector[16]
space Tiny {
  input x: vector[4]
  let nodes = [x]
  for [width, act] in [[8, relu()], [16, tanh()]] {
    nodes += nodes.last -> linear(width) -> act
  }
  nodes.last
}
