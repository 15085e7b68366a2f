// `pick 2 of for …` is the DARTS node: two of the edges, each with its operation. 3 * 2 * 2 of them.
//@ count Tiny = 12
//@ paths Tiny = pick, from0.op, from1.op, from2.op
//@ active Tiny pick=[0,2] = pick, from0.op, from2.op
space Tiny {
  input x: vector[4]
  let nodes = [x, x -> relu(), x -> tanh()]
  sum(pick 2 of for from in nodes { from -> oneof { skip: identity(), gelu: gelu() } })
}
