// A loop goes over any list.
//@ layers Tiny first = input linear linear linear
//@ shape Tiny = vector[32]
space Tiny {
  input x: vector[4]
  let nodes = [x]
  for width in [8, 16, 32] { nodes += nodes.last -> linear(width) }
  nodes.last
}
