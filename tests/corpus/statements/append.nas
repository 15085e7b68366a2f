// `+=` appends an item, or the items of a list.
//@ shape Tiny = vector[4]
space Tiny {
  input x: vector[1]
  let nodes = [x]
  nodes += x
  nodes += [x, x]
  x -> linear(nodes.len)
}
