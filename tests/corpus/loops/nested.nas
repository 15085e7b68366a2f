// Loops nest: 3 edges between 3 nodes.
//@ count Tiny = 8
//@ paths Tiny = i1.j0.op, i2.j0.op, i2.j1.op
space Tiny {
  input x: vector[4]
  let nodes = [x]
  for i in 1..3 {
    nodes += sum(for j in 0..i { nodes[j] -> oneof { relu, tanh } })
  }
  nodes.last
}
