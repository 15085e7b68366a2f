// `count` says how many decisions take an alternative of a name: at most one of three.
//@ count Tiny = 8
//@ feasible Tiny = 4
space Tiny {
  input x: vector[4]
  x -> repeat(3) { oneof { relu, skip: identity() } }
  require count(skip) <= 1
}
