// A turn of a loop is named by the variable and its value, or its number where that is no whole number.
//@ paths Tiny = node1.op, node2.op, 5.op, 6.op, layer0.op, layer1.op
space Tiny {
  input x: vector[4]
  let nodes = [x]
  for node in 1..3 { nodes += nodes.last -> oneof { relu, tanh } }
  for _ in 5..7 { nodes += nodes.last -> oneof { relu, tanh } }
  nodes.last -> repeat(2) { oneof { relu, tanh } }
}
