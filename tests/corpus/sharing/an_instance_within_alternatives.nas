// The decisions of an instance are made where any of its uses exists: 1 + 3 * 2.
//@ count Tiny = 7
//@ active Tiny a=no b=no = a, b
//@ active Tiny a=no b=yes = a, b, shared.op
//@ active Tiny a=yes b=no = a, b, shared.op
//@ paths Tiny = a, b, shared.op
space Tiny {
  input x: vector[4]
  let shared = Cell
  let a = oneof { no: identity(), yes: shared }
  let y = x -> a
  let b = oneof { no: identity(), yes: shared }
  y -> b
}
cell Cell(x: vector) { x -> oneof { relu, tanh } }
