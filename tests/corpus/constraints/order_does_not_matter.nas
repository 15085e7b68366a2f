// A constraint may stand before what it speaks of.
//@ feasible Tiny = 1
space Tiny {
  require a == 2 and nodes.len == 3
  input x: vector[4]
  let a = oneof [1, 2, 3]  //~ N0904 "the constraints leave `a` one value: 2"
  let nodes = [x]
  for i in 0..a { nodes += x }
  sum(nodes)
}
