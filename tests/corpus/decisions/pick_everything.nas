// To pick all of a list is no decision; in a loop that begins with it, it is none worth a warning.
//@ count Tiny = 1
space Tiny {
  input x: vector[4]
  sum(pick 2 of [x, x -> relu()])  //~ N0902 "this picks everything that there is"
}

//@ count Growing = 3
space Growing {
  input x: vector[4]
  let nodes = [x, x -> relu()]
  for node in 2..4 { nodes += sum(pick 2 of nodes) }
  nodes.last
}
