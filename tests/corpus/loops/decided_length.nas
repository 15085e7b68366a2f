// A range whose end is decided has its turns where the end is beyond them: 1 + 2 + 4.
//@ count Tiny = 7
//@ layers Tiny n=1 = input relu sum
//@ active Tiny n=2 = n, i0.op, i1.op
space Tiny {
  input x: vector[4]
  let n = oneof 0..=2
  let nodes = [x]
  for i in 0..n { nodes += x -> oneof { relu, tanh } }
  sum(nodes)
}
