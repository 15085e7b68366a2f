// A `for` loop decides in every turn.
//@ count Tiny = 8
//@ paths Tiny = i0.op, i1.op, i2.op
space Tiny {
  input x: vector[4]
  let nodes = [x]
  for i in 0..3 {
    nodes += nodes.last -> oneof { relu, tanh }
  }
  nodes.last
}
