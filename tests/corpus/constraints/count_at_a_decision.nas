// A path may be that of one decision.
//@ count Tiny = 8
//@ feasible Tiny = 4
space Tiny {
  input x: vector[4]
  let first = oneof { relu, skip: identity() }
  let position = oneof { relu, skip: identity() }
  x -> first -> position -> oneof { relu, skip: identity() }
  require count(position.skip) + count(first.skip) == 1
}
