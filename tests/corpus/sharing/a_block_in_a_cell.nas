// Inside of a cell a block decides at each of its uses, once per instance.
//@ count Tiny = 4
//@ paths Tiny = outer.act.op, outer.act#2.op
space Tiny {
  input x: vector[4]
  let outer = Pair
  x -> outer -> outer
}
cell Pair(x: vector) { sum(x -> act(), x -> act()) }
block act(x: vector) { x -> oneof { relu, tanh } }
